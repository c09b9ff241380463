import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { partition } from '@aws-sdk/core/client';
import { describe, it } from 'mocha';
import { partitionOf, regionName, regions } from '../../../src/sqs/regions';
import { openSqs } from '../../../src/sqs/sqs';

const SDK_PARTITIONS =
  'node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';

describe('the regions of AWS', () => {
  it('have names that AWS gave them, and no code twice', () => {
    assert.equal(regionName('eu-central-1'), 'Europe (Frankfurt)');
    assert.equal(regionName('mars-1'), undefined);
    assert.equal(new Set(regions.map(({ code }) => code)).size, regions.length);
  });

  it('are all that the AWS SDK knows, by name and partition', () => {
    const known = readFileSync(SDK_PARTITIONS, 'utf8').matchAll(/"([a-z]+(?:-[a-z]+)+-\d+)": \{/g);
    assert.deepEqual(
      regions.map(({ code }) => code).sort(),
      [...known]
        .map(([, code]) => code)
        .filter((code) => code !== undefined)
        .sort(),
    );
    for (const { code, name, partition: id } of regions) {
      const told = partition(code) as ReturnType<typeof partition> & { readonly description?: string };
      assert.deepEqual([told.name, plain(told.description ?? '')], [id, plain(name)]);
    }
  });

  it('belong to the partition that their code says when nobody knows them', () => {
    assert.equal(partitionOf('us-isob-north-1'), 'aws-iso-b');
    assert.equal(partitionOf('eusc-de-west-7'), 'aws-eusc');
    assert.equal(partitionOf('eu-nowhere-1'), 'aws');
  });

  it('have the hosts of their partition', async () => {
    const keys = { accessKeyId: 'A'.repeat(16), secretAccessKey: 's' };
    const hosts = await Promise.all(
      ['cn-north-1', 'us-iso-east-1', 'eusc-de-east-1'].map(async (region) => {
        const client = await openSqs({ kind: 'keys', keys, region });
        try {
          const endpoint = client.config.endpointProvider({ Region: region });
          return endpoint.url.hostname;
        } finally {
          client.destroy();
        }
      }),
    );
    assert.deepEqual(hosts, [
      'sqs.cn-north-1.amazonaws.com.cn',
      'sqs.us-iso-east-1.c2s.ic.gov',
      'sqs.eusc-de-east-1.amazonaws.eu',
    ]);
  });
});

/** Without accents and capitals, in which the SDK does not spell as AWS does elsewhere. */
function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
