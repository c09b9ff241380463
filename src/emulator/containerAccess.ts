import { networkInterfaces } from 'node:os';

/** An address of this machine that its containers can reach. */
export interface Bridge {
  /** Of the network interface, such as `docker0`. */
  readonly name: string;
  /** IPv4. */
  readonly address: string;
}

type Interfaces = ReturnType<typeof networkInterfaces>;

/** The networks that containers are in by default: of Docker, of Podman, and of Podman before version 4. */
const bridgeNames = ['docker0', 'podman0', 'cni-podman0'];

/** The names by which Docker and Podman call the machine that a container runs on. */
export const containerHostNames = ['host.docker.internal', 'host.containers.internal'];

/** Docker Desktop and Podman machines have no bridge here: they lead the host names to this machine by themselves. */
export function findBridges(interfaces: Interfaces = networkInterfaces()): Bridge[] {
  return bridgeNames.flatMap((name) => {
    const found = interfaces[name]?.find(({ family }) => family === 'IPv4');
    return found ? [{ name, address: found.address }] : [];
  });
}

/** What was opened to containers, for the person who opened it. */
export function describeContainerAccess(bridges: readonly Bridge[], port: number): string {
  const [docker, podman] = containerHostNames;
  const names = `Containers reach the emulator at http://${docker}:${port}; it answers to the host names ${docker} and ${podman}`;
  if (bridges.length === 0) {
    return `${names}. No bridge of Docker or Podman was found on this machine, so it listens on no further address.`;
  }
  const addresses = bridges.map(({ name, address }) => `${address} (${name})`).join(' and ');
  return `${names}, and listens on ${addresses} besides this machine's own addresses. Docker on Linux wants --add-host=${docker}:host-gateway.`;
}
