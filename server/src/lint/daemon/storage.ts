/** Storage drivers that are gone. Facts as in `keys.ts`. */

export interface GoneDriver {
  readonly removed: string;
  readonly instead: string;
}

export const goneStorageDrivers: Readonly<Record<string, GoneDriver>> = {
  aufs: { removed: '24.0', instead: 'overlay2' },
  devicemapper: { removed: '25.0', instead: 'overlay2' },
  lcow: { removed: '23.0', instead: 'windowsfilter' },
  overlay: { removed: '24.0', instead: 'overlay2' },
};
