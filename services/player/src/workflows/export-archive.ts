import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { Operation, Output } from "@oneheart/contracts";
import { allInternal, type ownDataOperation } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { makeZip } from "client-zip";

type Page = Output<typeof ownDataOperation>;
type OwnData = Operation<typeof ownDataOperation>;

const readMe = `This is what OneHeart holds about you, as it was when you asked.

Each file with the name of a part of the program has one record a line (JSON Lines); "section" says what kind of record it is.
The folder "evidence" has the photographs and videos that you sent, named by their id in proof.jsonl.
`;

/**
 * Everything that every service holds about a person, as a ZIP archive. It is made while it is read: a page of records or a piece of a
 * file is in memory at a time. A service is asked because it has a contract, so none can be forgotten.
 */
export function exportArchive(ctx: BaseContext, player_id: string): Readable {
  return Readable.fromWeb(makeZip(entriesOf(ctx, player_id)) as ReadableStream);
}

async function* entriesOf(ctx: BaseContext, player_id: string) {
  const lastModified = ctx.clock.now();
  yield { name: "README.txt", lastModified, input: readMe };
  for (const operation of ownDataOperations())
    yield { name: `${operation.service}.jsonl`, lastModified, input: linesOf(ctx, operation, player_id) };
  for (const operation of ownDataOperations()) {
    for await (const { files } of recordsOf(ctx, operation, player_id)) {
      for (const { name, key } of files) {
        // A file that is gone is no reason to keep back all others; its record says that it was there.
        const stored = await ctx.backing.objects.head(key);
        if (stored === undefined) continue;
        const ending = stored.content_type.split("/")[1] ?? "bin";
        yield { name: `evidence/${name}.${ending}`, lastModified, input: await ctx.backing.objects.read(key) };
      }
    }
  }
}

function ownDataOperations(): OwnData[] {
  return allInternal.map(({ operations }) => operations.ownData as OwnData);
}

async function* linesOf(ctx: BaseContext, operation: OwnData, player_id: string) {
  for await (const { section, record } of recordsOf(ctx, operation, player_id)) yield `${JSON.stringify({ section, ...record })}\n`;
}

async function* recordsOf(ctx: BaseContext, operation: OwnData, player_id: string): AsyncGenerator<Page["records"][number]> {
  let cursor: string | undefined;
  do {
    const page: Page = await ctx.call(operation, { player_id, cursor });
    yield* page.records;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}
