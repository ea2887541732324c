/** A server of answers that are taken one after the other; where there is none, it refuses. */
export interface FakeServer {
  fetch: typeof fetch;
  asked: Array<{ path: string; headers: Headers; body: unknown }>;
}

export type Answer = Record<string, unknown> | Response | Error | undefined;

export function fakeServer(answers: Record<string, Answer[]>): FakeServer {
  const asked: FakeServer["asked"] = [];
  return {
    asked,
    fetch: async (url, init) => {
      const path = new URL(String(url)).pathname;
      asked.push({ path, headers: new Headers(init?.headers), body: typeof init?.body === "string" ? JSON.parse(init.body) : undefined });
      const left = answers[path] ?? [];
      if (left.length === 0) return problem(401, "unauthenticated");
      const answer = left.shift();
      if (answer instanceof Error) throw answer;
      if (answer instanceof Response) return answer;
      return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
    },
  };
}

export function problem(status: number, code: string, context?: Record<string, unknown>): Response {
  return Response.json({ status, code, context, request_id: "r1" }, { status });
}

/** What `/session/log-in` answers. The token is signed by nobody: a page does not verify it. */
export function tokensFor(username: string, role: string, marker = "first"): Record<string, unknown> {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const access_token = [part({ alg: "EdDSA" }), part({ sub: "0195f0c8-0000-7000-8000-000000000001", role, marker }), "c2ln"].join(".");
  return { access_token, expires_in: 86_400, token_type: "Bearer", player: { username } };
}
