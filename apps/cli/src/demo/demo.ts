import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@oneheart/kernel";
import { findPhotographs } from "@oneheart/scenario";
import { loadServerSettings, startServer } from "@oneheart/server";
import { createNarrator } from "./narrator.ts";
import { tellStory } from "./story.ts";

/** Runs the main job from registration to redemption on a fresh instance. Answers the exit code. */
export async function demo(): Promise<number> {
  const narrator = createNarrator((line) => console.log(line));
  const dir = await mkdtemp(join(tmpdir(), "oneheart-demo-"));
  const adminPassword = "the demonstration's administrator";
  const settings = loadServerSettings({ DATA_DIR: dir, PORT: "0", DEMO: "off", RATE_LIMITS: "off", ADMIN_PASSWORD: adminPassword });
  try {
    const { origin, photographs } = await findPhotographs();
    narrator.say(`OneHeart's main job, on ${origin}.`);
    const server = await narrator.step("an instance of its own starts", () =>
      startServer(settings, { log: createLogger({ level: "warn" }) }),
    );
    try {
      await tellStory(narrator, server.url, adminPassword, photographs);
      narrator.say("\nEvery step held.");
      return 0;
    } finally {
      await server.stop();
    }
  } catch (error) {
    console.error("\nThe story broke:", error);
    return 1;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
