// The browser's part of attach.py: LAB_URL SHOTS CHROMIUM.
import { chromium } from 'playwright-core';
import fs from 'node:fs';

const [url, shots, executablePath] = process.argv.slice(2);
fs.mkdirSync(shots, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1200, height: 1500 } });
const open = async () => {
  await page.goto(url + '/tree/attach.ipynb?reset', { waitUntil: 'domcontentloaded' });
  await page.waitForSelector('.jp-Notebook .jp-Cell', { timeout: 90_000 });
  await page.waitForTimeout(3000);
};
const cell = (n) => page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell').nth(n);
// JupyterLab asks about news, and which kernel to take: the last button agrees to nothing new.
const calm = async () => {
  for (const dialog of await page.locator('.jp-Dialog').all()) {
    const no = dialog.locator('button', { hasText: /^No$/ });
    await ((await no.count()) ? no : dialog.locator('button.jp-mod-accept')).first().click({ timeout: 2000 }).catch(() => {});
  }
};
const run = async (n) => {
  await calm();
  await cell(n).locator('.cm-content').first().click();
  await page.keyboard.press('Shift+Enter');
};
const line = (n) => cell(n).locator('.jp-OutputArea').innerText().catch(() => '');
const curve = (n) => cell(n).locator('.jp-OutputArea svg path').evaluateAll((paths) => paths.map((p) => p.getAttribute('d')).join()).catch(() => '');
const until = async (what, seconds) => {
  const start = Date.now();
  while (Date.now() - start < seconds * 1000) {
    if (await what()) return (Date.now() - start) / 1000;
    await page.waitForTimeout(100);
  }
  throw new Error('nothing came within ' + seconds + ' s');
};

await open();
await run(0);
await run(1);
await until(async () => (await line(1)).includes('batches/s'), 180);
await page.waitForTimeout(10_000);
console.log('before: ' + (await line(1)).split('\n').find((text) => text.includes('batches/s')));
await page.screenshot({ path: shots + '/1-before.png' });
await open();
await page.waitForTimeout(3000);
await page.screenshot({ path: shots + '/2-reloaded.png' });
await run(2);
console.log('shown after ' + (await until(async () => (await curve(2)) !== '', 20)) + ' s');
const first = await line(2);
console.log('the display moves after ' + (await until(async () => (await line(2)) !== first, 10)) + ' s');
const drawn = await curve(2);
console.log('the curve moves after ' + (await until(async () => (await curve(2)) !== drawn, 10)) + ' s');
await page.waitForTimeout(8000);
console.log('after: ' + (await line(2)).split('\n').find((text) => text.includes('batches/s')));
await page.screenshot({ path: shots + '/3-attached.png' });
await until(async () => !(await line(2)).includes(' left'), 200);
await page.waitForTimeout(1500);
await page.screenshot({ path: shots + '/4-finished.png' });
const image = await cell(2).locator('.jp-OutputArea img').count();
console.log('finished: ' + image + ' picture in the display');
await browser.close();
