/** `node peak-memory.ts FORMAT [PARSER]`: reads every template of a format once and prints the process's peak in MB. */
import { type ParserName, parsers } from './parsers.ts';
import { type Format, templateTexts } from './template-texts.ts';

const [format = 'YAML', name] = process.argv.slice(2);
const texts = templateTexts()[format as Format];
const read =
  name === undefined ? (text: string) => text.length > 0 : await parsers[name as ParserName].load();
let whole = 0;
for (const text of texts) if (read(text)) whole++;
// The kernel counts in kB.
console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS / 1000, whole }));
