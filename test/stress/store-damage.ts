import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { Random } from '../../daemon/sandbox/world/random.ts';

const pageSize = 4096;

/** Functions that damage the files of a store. No process may have the store open. */
export const damages: Readonly<Record<string, (file: string, random: Random) => void>> = {
  'one bit flipped': (file, random) => flip(file, random, 1),
  'some bytes changed': (file, random) => overwrite(file, random, random.between(2, 30), 1),
  'text changed': changeText,
  'a number of a row changed': changeRow,
  'bytes of one page changed': (file, random) => overwrite(file, random, 1, random.between(4, 400)),
  'a page zeroed': (file, random) => fillPages(file, random, 1, 0),
  'some pages zeroed': (file, random) => fillPages(file, random, random.between(2, 8), 0),
  'a page of noise': (file, random) => fillPages(file, random, 1, 0xa5),
  'pages swapped': swapPages,
  truncated: (file, random) => truncateSync(file, random.below(statSync(file).size)),
  'truncated to whole pages': (file, random) =>
    truncateSync(file, pageSize * random.between(1, statSync(file).size / pageSize - 1)),
  'header changed': (file, random) => writeAt(file, random.below(100), Buffer.from([random.below(256)])),
  'not a database': (file, random) => writeFileSync(file, random.text(9_000, 'abcdefgh ')),
  'first page zeroed': (file) => writeAt(file, 0, Buffer.alloc(pageSize)),
  'log changed': (file, random) => overwrite(`${file}-wal`, random, 5, 40),
  'log truncated': (file, random) => truncateSync(`${file}-wal`, random.below(statSync(`${file}-wal`).size)),
  'log lost': (file) => rmSync(`${file}-wal`),
  'log of noise': (file, random) => writeFileSync(`${file}-wal`, random.text(40_000, 'abcdefgh ')),
  'index of the log of noise': (file, random) =>
    writeFileSync(`${file}-shm`, random.text(32_768, 'abcdefgh ')),
};

/** Returns whether the damage needs a log, which only a killed daemon leaves. */
export const needsLog = (name: string) => name.includes('log');

function writeAt(file: string, at: number, bytes: Buffer): void {
  if (!existsSync(file)) return;
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}

function flip(file: string, random: Random, times: number): void {
  const bytes = readFileSync(file);
  for (let time = 0; time < times; time++) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  writeFileSync(file, bytes);
}

function overwrite(file: string, random: Random, places: number, length: number): void {
  const { size } = statSync(file);
  for (let place = 0; place < places; place++)
    writeAt(file, random.below(size), Buffer.from(Array.from({ length }, () => random.below(256))));
}

/** Changes a letter in a value: a check of the file's structure alone cannot find that. */
function changeText(file: string, random: Random): void {
  const bytes = readFileSync(file);
  const words = ['bucket', 'public', 'PAY-', 'review-', 'eu-west', 'waiting', 'intended', 'template'];
  const word = random.pick(words);
  const places: number[] = [];
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + 1)) places.push(at);
  const at =
    (places.length > 0 ? random.pick(places) : random.below(bytes.length)) + random.below(word.length);
  bytes[at] = bytes[at] === 0x78 ? 0x79 : 0x78;
  writeFileSync(file, bytes);
}

/** Changes a byte at the end of a page, where the rows are. */
function changeRow(file: string, random: Random): void {
  const pages = statSync(file).size / pageSize;
  writeAt(
    file,
    pageSize * random.between(1, pages - 1) + random.between(3_000, 4_090),
    Buffer.from([random.below(256)]),
  );
}

function fillPages(file: string, random: Random, count: number, value: number): void {
  const pages = statSync(file).size / pageSize;
  for (let page = 0; page < count; page++)
    writeAt(file, pageSize * random.between(1, pages - 1), Buffer.alloc(pageSize, value));
}

function swapPages(file: string, random: Random): void {
  const bytes = readFileSync(file);
  const pages = bytes.length / pageSize;
  const [one, other] = [random.between(1, pages - 1), random.between(1, pages - 1)].map(
    (page) => page * pageSize,
  );
  const [first, second] = [one, other].map((at = 0) => Buffer.from(bytes.subarray(at, at + pageSize)));
  if (first && second && one !== undefined && other !== undefined) {
    bytes.set(second, one);
    bytes.set(first, other);
  }
  writeFileSync(file, bytes);
}
