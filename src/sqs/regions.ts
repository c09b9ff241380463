/** The parts of AWS that know nothing of each other: accounts, ARNs and hosts of their own. */
export type Partition =
  | 'aws'
  | 'aws-cn'
  | 'aws-us-gov'
  | 'aws-eusc'
  | 'aws-iso'
  | 'aws-iso-b'
  | 'aws-iso-e'
  | 'aws-iso-f';

/** A region of AWS. */
export interface Region {
  /** Such as `eu-central-1`. */
  readonly code: string;
  /** The name that AWS uses, such as `Europe (Frankfurt)`. */
  readonly name: string;
  readonly partition: Partition;
}

/** The region that emulators and tutorials start with. */
export const DEFAULT_REGION = 'us-east-1';

/** Names by code, as the partition data of the AWS SDK has them, which also knows the host of each. */
const names: Readonly<Record<Partition, Readonly<Record<string, string>>>> = {
  aws: {
    'us-east-1': 'US East (N. Virginia)',
    'us-east-2': 'US East (Ohio)',
    'us-west-1': 'US West (N. California)',
    'us-west-2': 'US West (Oregon)',
    'af-south-1': 'Africa (Cape Town)',
    'ap-east-1': 'Asia Pacific (Hong Kong)',
    'ap-east-2': 'Asia Pacific (Taipei)',
    'ap-northeast-1': 'Asia Pacific (Tokyo)',
    'ap-northeast-2': 'Asia Pacific (Seoul)',
    'ap-northeast-3': 'Asia Pacific (Osaka)',
    'ap-south-1': 'Asia Pacific (Mumbai)',
    'ap-south-2': 'Asia Pacific (Hyderabad)',
    'ap-southeast-1': 'Asia Pacific (Singapore)',
    'ap-southeast-2': 'Asia Pacific (Sydney)',
    'ap-southeast-3': 'Asia Pacific (Jakarta)',
    'ap-southeast-4': 'Asia Pacific (Melbourne)',
    'ap-southeast-5': 'Asia Pacific (Malaysia)',
    'ap-southeast-6': 'Asia Pacific (New Zealand)',
    'ap-southeast-7': 'Asia Pacific (Thailand)',
    'ca-central-1': 'Canada (Central)',
    'ca-west-1': 'Canada West (Calgary)',
    'eu-central-1': 'Europe (Frankfurt)',
    'eu-central-2': 'Europe (Zurich)',
    'eu-north-1': 'Europe (Stockholm)',
    'eu-south-1': 'Europe (Milan)',
    'eu-south-2': 'Europe (Spain)',
    'eu-west-1': 'Europe (Ireland)',
    'eu-west-2': 'Europe (London)',
    'eu-west-3': 'Europe (Paris)',
    'il-central-1': 'Israel (Tel Aviv)',
    'me-central-1': 'Middle East (UAE)',
    'me-south-1': 'Middle East (Bahrain)',
    'me-west-1': 'Middle East (Saudi Arabia)',
    'mx-central-1': 'Mexico (Central)',
    'sa-east-1': 'South America (São Paulo)',
    'sa-west-1': 'South America (Chile)',
  },
  'aws-cn': {
    'cn-north-1': 'China (Beijing)',
    'cn-northwest-1': 'China (Ningxia)',
  },
  'aws-us-gov': {
    'us-gov-east-1': 'AWS GovCloud (US-East)',
    'us-gov-west-1': 'AWS GovCloud (US-West)',
  },
  'aws-eusc': {
    'eusc-de-east-1': 'AWS European Sovereign Cloud (Germany)',
  },
  'aws-iso': {
    'us-iso-east-1': 'US ISO East',
    'us-iso-west-1': 'US ISO West',
  },
  'aws-iso-b': {
    'us-isob-east-1': 'US ISOB East (Ohio)',
    'us-isob-west-1': 'US ISOB West',
  },
  'aws-iso-e': {
    'eu-isoe-west-1': 'EU ISOE West',
  },
  'aws-iso-f': {
    'us-isof-east-1': 'US ISOF East',
    'us-isof-south-1': 'US ISOF South',
  },
};

/** Those of all partitions, the ones that most people use first. */
export const regions: readonly Region[] = (Object.keys(names) as Partition[]).flatMap((partition) =>
  Object.entries(names[partition]).map(([code, name]) => ({ code, name, partition })),
);

/** What AWS calls a region; undefined for one that is not in the list. */
export function regionName(code: string): string | undefined {
  return regions.find((region) => region.code === code)?.name;
}

/** The partition of a region, one that is not in the list too: `aws` unless its code says otherwise. */
export function partitionOf(code: string): Partition {
  const known = regions.find((region) => region.code === code);
  return known?.partition ?? prefixes.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'aws';
}

const prefixes: readonly (readonly [prefix: string, partition: Partition])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
];
