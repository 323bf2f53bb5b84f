/** TCP ports of remote administration: SSH, Telnet, the Docker API without and with TLS, RDP, VNC in a browser and over its own protocol. */
export const adminPorts: readonly string[] = ['22', '23', '2375', '2376', '3389', '5800', '5900'];
