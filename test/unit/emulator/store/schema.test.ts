import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Database } from 'node-sqlite3-wasm';
import { newestSchema, schemaSteps, upgradeSchema } from '../../../../src/emulator/store/schema';

const steps = [
  'CREATE TABLE first (a); INSERT INTO first VALUES (1);',
  'ALTER TABLE first RENAME TO second;',
  'ALTER TABLE second ADD COLUMN b DEFAULT 2;',
];

function versionOf(database: Database): unknown {
  return database.get('PRAGMA user_version')?.['user_version'];
}

describe('The schema of the stored file', () => {
  it('of an older file is upgraded by the steps that it lacks', () => {
    for (const before of [1, 2, 3]) {
      const database = new Database();
      database.exec(`${steps.slice(0, before).join('')} PRAGMA user_version = ${before}`);
      assert.equal(versionOf(database), before);
      upgradeSchema(database, 'x.db', steps);
      assert.equal(versionOf(database), 3);
      assert.deepEqual({ ...database.get('SELECT * FROM second') }, { a: 1, b: 2 });
      database.close();
    }
  });

  it('is the same in a new file as in one that went through all steps', () => {
    const [made, upgraded] = [new Database(), new Database()];
    upgradeSchema(made, 'x.db');
    upgradeSchema(upgraded, 'x.db', schemaSteps, schemaSteps.join(''));
    const tables = (database: Database) => database.all('SELECT name, sql FROM sqlite_schema ORDER BY name');
    assert.deepEqual(tables(made), tables(upgraded));
    assert.equal(versionOf(made), versionOf(upgraded));
    assert.ok(newestSchema.includes('log'));
    made.close();
    upgraded.close();
  });

  it('is not touched when it is newer', () => {
    const database = new Database();
    database.exec('PRAGMA user_version = 4');
    assert.throws(() => upgradeSchema(database, 'x.db', steps), {
      code: 'DATA_NEWER',
      message: /x\.db were written by a newer Queuescope \(format 4, this one reads up to 3\)/,
    });
    assert.equal(versionOf(database), 4);
    database.close();
  });
});
