/** Commands that the server puts into code lenses, code actions and hovers and that a client carries out. Arguments are listed as the server sends them. */
export const commands = {
  /** [uri of the Dockerfile] */
  scanBuiltImage: 'plimsoll.scanBuiltImage',
  scanImage: 'plimsoll.scanImage',
  buildAndScan: 'plimsoll.buildAndScan',
  updateAdvisories: 'plimsoll.updateAdvisories',
  /** [uri] or nothing: all. */
  clearResults: 'plimsoll.clearResults',
  showLog: 'plimsoll.showLog',
  restartServer: 'plimsoll.restartServer',
  /** [uri] The scan report as a document. */
  showReport: 'plimsoll.showReport',
  /** [rule, uri] Sets the rule to "off" in the settings of the folder that holds the document. */
  turnOffRule: 'plimsoll.turnOffRule',
  /** [uri, position, image as written, version of the document] or nothing: the image at the cursor. Asks its registry. */
  pinDigest: 'plimsoll.pinDigest',
  /** As `pinDigest`. */
  updateTag: 'plimsoll.updateTag',
  /** As `pinDigest`. */
  verifySignature: 'plimsoll.verifySignature',
} as const;
