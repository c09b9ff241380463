import assert from 'node:assert/strict';
import type { NetworkInterfaceInfo } from 'node:os';
import { describe, it } from 'mocha';
import { describeContainerAccess, findBridges } from '../../../src/emulator/containerAccess';

function ipv4(address: string): NetworkInterfaceInfo {
  const cidr = `${address}/16`;
  return { family: 'IPv4', address, netmask: '255.255.0.0', mac: '00:00:00:00:00:00', internal: false, cidr };
}

describe('what is opened to containers', () => {
  it('is the bridges of Docker and Podman, and no other network', () => {
    const interfaces = {
      lo: [ipv4('127.0.0.1')],
      eth0: [ipv4('192.168.1.7')],
      docker0: [ipv4('172.17.0.1')],
    };
    assert.deepEqual(findBridges(interfaces), [{ name: 'docker0', address: '172.17.0.1' }]);
    assert.deepEqual(findBridges({ eth0: [ipv4('192.168.1.7')] }), []);
  });

  it('is said with every address and every name', () => {
    const sentence = describeContainerAccess([{ name: 'docker0', address: '172.17.0.1' }], 9324);
    for (const part of [
      'http://host.docker.internal:9324',
      'host.containers.internal',
      '172.17.0.1 (docker0)',
      '--add-host=host.docker.internal:host-gateway',
    ]) {
      assert.ok(sentence.includes(part), `${part} is missing in: ${sentence}`);
    }
  });

  it('is said to be no further address where there is no bridge', () => {
    assert.match(describeContainerAccess([], 9324), /listens on no further address/);
  });
});
