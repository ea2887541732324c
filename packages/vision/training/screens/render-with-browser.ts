import { type Browser, chromium } from "playwright-core";
import type { Renderer } from "./screen-samples.ts";

/** Starts Debian's chromium, which draws text and scales pictures in its own way. The caller closes it. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
}

/** A page that shows the document in a window of its size. */
export function renderWith(browser: Browser): Renderer {
  return async (svg, width, height, density) => {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: density });
    try {
      const fitted = svg.replace("<svg ", '<svg style="display:block;width:100vw;height:100vh" ');
      await page.setContent(`<!doctype html><body style="margin:0">${fitted}</body>`, { waitUntil: "load" });
      return await page.screenshot({ type: "png" });
    } finally {
      await page.close();
    }
  };
}
