import { photographed } from "@oneheart/scenario";
import { type Random, seededRandom } from "@oneheart/simulation";
import { box, frame, gradient, lightOf } from "./brush.ts";
import { group, lake, lane, mangroves, nursery, plaque, readingCircle, type Scene } from "./scenes.ts";

/** What is drawn for each mission of the demonstration, by its title. */
const scenes: Record<string, Scene> = {
  "Ten minutes for the lake": lake,
  "A hundred hours of reading aloud": readingCircle,
  "ปลูกป่าชายเลน 1: raise the seedlings": nursery,
  "ปลูกป่าชายเลน 2: plant them out": mangroves,
  "Look after the young mangroves": mangroves,
  "Walk the old town, leave it clean": lane,
  "Every plaque legible": plaque,
  "Lead a clean-up of your own": group,
};

const pixels = { width: 800, height: 600 };

/**
 * A drawing of the work that a mission asks for, as a JPEG without metadata. Each seed gives another one: another place, light, and people.
 * It has a sensor's noise, as a photograph has; anybody sees that it is a drawing.
 */
export function drawnPicture(mission: string, seed: number): Promise<Buffer> {
  return photographed(Buffer.from(drawing(scenes[mission] ?? group, seededRandom(seed))));
}

function drawing(scene: Scene, random: Random): string {
  const light = lightOf(random);
  const picture = scene(random, light);
  const mirrored = random() < 0.5 ? `transform="translate(${frame.width} 0) scale(-1 1)"` : "";
  const tint = box(0, 0, frame.width, frame.height, light.tint, `fill-opacity="${light.tintStrength}"`);
  const size = `width="${pixels.width}" height="${pixels.height}" viewBox="0 0 ${frame.width} ${frame.height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><defs>${gradient("sky", light.sky)}</defs><g ${mirrored}>${picture}</g>${tint}</svg>`;
}
