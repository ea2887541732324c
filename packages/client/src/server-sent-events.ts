/** One event of a stream (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface ReceivedEvent {
  id?: string;
  type: string;
  data: string;
}

/** Reads events from bytes as they come. A comment keeps the connection open and is no event. */
export async function* readEvents(bytes: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>): AsyncGenerator<ReceivedEvent> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunksOf(bytes)) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split(/\r\n\r\n|\n\n|\r\r/);
    rest = blocks.pop()!;
    for (const block of blocks) {
      const event = readBlock(block);
      if (event !== undefined) yield event;
    }
  }
}

/** Not every browser's stream can be iterated. */
async function* chunksOf(bytes: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (!("getReader" in bytes)) return yield* bytes;
  const reader = bytes.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function readBlock(block: string): ReceivedEvent | undefined {
  const event: ReceivedEvent = { type: "message", data: "" };
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (name === "data") data.push(value);
    if (name === "event") event.type = value;
    if (name === "id") event.id = value;
  }
  return data.length === 0 ? undefined : { ...event, data: data.join("\n") };
}
