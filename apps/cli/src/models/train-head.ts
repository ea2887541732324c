import { join } from "node:path";
import { openModel, releaseModel, trainHead } from "@oneheart/models";
import { grouped, type Terminal } from "../terminal.ts";
import { figuresOf } from "./list.ts";
import { requireModelId } from "./model-id.ts";

/** The model whose head is fitted again, where it is, and the pictures to fit it to. */
export interface TrainHeadInput {
  dir: string;
  id: string;
  folder: string;
}

/** Fits a head to an operator's own pictures and prints what it is worth on kinds of pictures that it did not see. Throws `ModelError`. */
export async function trainHeadOf({ dir, id, folder }: TrainHeadInput, terminal: Terminal): Promise<number> {
  requireModelId(id);
  try {
    const { model, pictures, unreadable } = await trainHead(await openModel(join(dir, id)), folder, {
      onPicture: (done) => terminal.progress(`${grouped(done)} pictures`),
      onFit: (done, of) => terminal.progress(`${grouped(done)} of ${grouped(of)} fits`),
    });
    const { version, measured, action } = model.manifest;
    terminal.out(`${grouped(pictures)} pictures, ${grouped(unreadable.length)} files that are none`);
    for (const line of figuresOf(measured)) terminal.out(line);
    const use =
      action === "review" ? "a high number sends to review" : "it is only shown: the figures are too low to send anybody to review";
    terminal.out(`${id} ${version} is in ${model.folder}; ${use}`);
    return 0;
  } finally {
    await releaseModel();
  }
}
