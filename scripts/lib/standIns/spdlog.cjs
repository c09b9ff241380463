// Stands for the native module of the same name in the browser-hosted VS Code: log files, written plainly.
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
let defaultLevel = 2;

class Logger {
  constructor(_type, _name, file) {
    this.level = defaultLevel;
    this.isRaw = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.stream = fs.createWriteStream(file, { flags: 'a' });
    this.stream.on('error', () => {});
  }
  write(level, text) {
    if (level < this.level || this.stream.destroyed) return;
    this.stream.write(this.isRaw ? text : `${new Date().toISOString()} [${LEVELS[level]}] ${text}\n`);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.isRaw = true;
  }
  flush() {}
  drop() {
    this.stream.end();
  }
}
LEVELS.forEach((name, level) => {
  Logger.prototype[name] = function (text) {
    this.write(level, text);
  };
});

const create = async (name, file) => new Logger('rotating', name, file);
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = (level) => {
  defaultLevel = level;
};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
