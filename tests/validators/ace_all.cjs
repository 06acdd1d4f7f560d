// Ace by DAISY over many files with one browser.
//   node ace_all.cjs FOLDER_OF_ACE FILE.epub...
// One line a kind of finding and file; ends with 1 when there is any violation, 2 when Ace fails.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');

const [folder, ...files] = process.argv.slice(2);
const modules = path.join(path.resolve(folder), 'node_modules', '@daisy');
process.env.PUPPETEER_EXECUTABLE_PATH ??= '/usr/bin/chromium';
const browser = require(path.join(modules, 'ace-axe-runner-puppeteer'));
const ace = require(path.join(modules, 'ace-core'));

// Ace opens and closes the browser for every file.
const runner = {...browser, launch: async () => {}, close: async () => {}};

function findings(report) {
  const kinds = new Map();
  for (const document of report.assertions) {
    for (const assertion of document.assertions) {
      const test = assertion['earl:test'];
      const key = `${test['earl:impact']} ${test['dct:title']}`;
      const text = assertion['earl:result']['dct:description'].split('\n')[0];
      const where = document['earl:testSubject'].url;
      const html = assertion['earl:result'].html || '';
      const kind = kinds.get(key) || {count: 0, text, where, html};
      ++kind.count;
      kinds.set(key, kind);
    }
  }
  return kinds;
}

async function check(file) {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'ace-'));
  const tmpdir = fs.mkdtempSync(path.join(os.tmpdir(), 'ace-'));
  try {
    const options = {cwd: process.cwd(), outdir, tmpdir, silent: true, verbose: false, initLogger: true, fileName: 'ace-all.log'};
    const [, report] = await ace(file, options, runner);
    return findings(report);
  } finally {
    fs.rmSync(outdir, {recursive: true, force: true});
    fs.rmSync(tmpdir, {recursive: true, force: true});
  }
}

async function main() {
  let failed = 0, broken = 0;
  await browser.launch();
  for (const file of files) {
    try {
      // On a busy machine a page may miss the browser's deadline once.
      const kinds = await check(file).catch(() => check(file));
      if (kinds.size > 0) ++failed;
      for (const [key, kind] of kinds)
        console.log(`${file}: ${key} x${kind.count} ${kind.where}: ${kind.text} ${kind.html.slice(0, 120)}`);
    } catch (error) {
      ++broken;
      console.log(`${file}: Ace failed: ${error}`);
    }
  }
  await browser.close();
  console.log(`Ace: ${files.length} checked, ${failed} failed, ${broken} could not be checked`);
  process.exit(broken > 0 ? 2 : failed > 0 ? 1 : 0);
}

main();
