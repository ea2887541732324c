import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { identityContract, notificationContract } from "@oneheart/contracts";
import { register, until } from "@oneheart/testing";
import type { Child } from "./harness.ts";
import { type Split, startSplit } from "./split.ts";

const { erasePlayer } = identityContract.operations;
const device = "ExponentPushToken[leaves-with-somchai]";

describe("a service that is down while a person is erased", () => {
  let split: Split;
  before(async () => {
    split = await startSplit([
      "gateway,identity,player,map,quest,proof,verification,social,impact,token,sponsor,analytics",
      "notification",
    ]);
  });
  after(() => split.stop());

  it("catches up when it is back", async () => {
    const [{ url }] = split.children as [Child, Child];
    await register(url, "somebody_who_stays");
    const person = await register(url, "somchai_of_old");
    await person.call(notificationContract.operations.registerDevice, { target: { kind: "expo", token: device } });
    const devices = () => split.query("SELECT 1 FROM push_devices WHERE player_id = $1", [person.id]);
    assert.equal((await devices()).length, 1);

    await split.children[1]!.end("SIGKILL");
    await person.call(erasePlayer, { id: "me", password: "a walk through the old town" });
    const name = () => split.query<{ username: string }>("SELECT username FROM players WHERE id = $1", [person.id]);
    await until(name, ([row]) => row!.username.startsWith("erased-"), "the player to be erased");
    assert.equal((await devices()).length, 1);

    await split.restart(1);
    await until(devices, (rows) => rows.length === 0, "the devices to be forgotten");
  });
});
