import react from "@vitejs/plugin-react";
import type { InlineConfig } from "vite";
import { portalRoot } from "./folders.ts";

/** Older ones get the dark theme wrong when the style sheets are made smaller. */
const browsers = ["chrome123", "safari17.5", "firefox120"];

/** What the production build and the server of `npm run dev` share. */
export function portalConfig(): InlineConfig {
  return {
    configFile: false,
    root: portalRoot,
    plugins: [react()],
    build: {
      target: browsers,
      cssTarget: browsers,
      // The policy allows no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      manifest: true,
      reportCompressedSize: false,
    },
  };
}
