import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { analyticsContract, identityContract, questContract, tokenContract } from "@oneheart/contracts";
import { picture } from "./chromium.ts";
import { openPortalPages, type PortalPages } from "./portal-pages.ts";

const { getMission, updateMission } = questContract.operations;

describe("the administrators' pages", () => {
  let pages: PortalPages;
  before(async () => {
    pages = await openPortalPages();
  });
  after(() => pages?.close());

  it("begin with what needs an administrator, each figure with its list", async () => {
    await pages.withPage("admin", "/admin", async (page) => {
      await page.getByRole("heading", { name: "What needs you" }).waitFor();
      await page.getByRole("link", { name: "To the list: Reviews waiting" }).click();
      await page.waitForURL("**/review");
      await page.goto("/admin");
      await page.getByRole("button", { name: "Where this number comes from: Registered" }).click();
      await page.getByRole("dialog").waitFor();
    });
  });

  it("show whoever edits a mission that somebody else changed what differs, and save what they choose", async () => {
    const { admin, missionId } = pages.programme;
    await pages.withPage("admin", `/admin/missions?mission=${missionId}`, async (page) => {
      const title = page.getByLabel("Title");
      await title.fill("Clean up the square");
      await admin.call(updateMission, { id: missionId, title: "Clean up the park", description: "Bring gloves." });
      await page.getByRole("button", { name: "Save", exact: true }).click();
      const conflict = page.getByRole("alert").filter({ hasText: "Somebody else changed this" });
      await conflict.waitFor();
      for (const words of ["Clean up the square", "Clean up the park", "Bring gloves."]) await conflict.getByText(words).waitFor();
      await picture(page, "admin-conflict");
      assert.equal((await admin.call(getMission, { id: missionId })).title, "Clean up the park");
      await conflict.getByRole("button", { name: "Take theirs" }).click();
      await conflict.waitFor({ state: "hidden" });
      assert.equal(await title.inputValue(), "Clean up the park");
      await title.fill("Clean up the square");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    });
    const { title, description } = await admin.call(getMission, { id: missionId });
    assert.deepEqual([title, description], ["Clean up the square", "Bring gloves."]);
  });

  it("keep what was typed in a form through a reload", async () => {
    await pages.withPage("admin", "/admin/missions?mission=new", async (page) => {
      await page.getByLabel("Title").fill("<b>ปลูกป่า</b> 🌱");
      await page.reload();
      assert.equal(await page.getByLabel("Title").inputValue(), "<b>ปลูกป่า</b> 🌱");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "<b>ปลูกป่า</b> 🌱" }).waitFor();
    });
  });

  it("tell at once what waits for a second person, show it on its own page, and carry it out by a key", async () => {
    const { setTransferPolicy, getTransferPolicy } = tokenContract.operations;
    const { admin } = pages.programme;
    await pages.withPage("admin", "/admin/settings", async (page) => {
      await page.getByRole("button", { name: "Notifications", exact: true }).waitFor();
      await assert.rejects(admin.call(setTransferPolicy, { young_days: 14 }), { code: "approval_needed" });
      await page.getByRole("button", { name: "Notifications: 1 is new" }).click();
      const told = page.getByRole("dialog", { name: "Notifications" });
      await told.getByRole("button", { name: /Change what young accounts can send away/ }).waitFor();
      await picture(page, "admin-notifications");
      await told.getByRole("button", { name: /Change what young accounts can send away/ }).click();
      await page.getByRole("button", { name: "Approve and carry out" }).waitFor();
      await page.getByRole("button", { name: "Notifications", exact: true }).waitFor();
      await page.goBack();
      await page.reload();
      const pending = page.getByRole("complementary", { name: "Waits for a second person: Change what young accounts can send away" });
      await pending.getByRole("row", { name: "Days in which an account is young 0 14" }).waitFor();
      await pending.getByRole("link", { name: "Look at it" }).click();
      await page.getByRole("button", { name: "Approve and carry out" }).waitFor();
      await picture(page, "admin-approval");
      await page.keyboard.press("a");
      await page.getByRole("button", { name: "Approve and carry out" }).waitFor({ state: "hidden" });
    });
    assert.equal((await admin.call(getTransferPolicy, {})).young_days, 14);
  });

  it("give somebody another role, and invite by a link that is told once", async () => {
    const account = await pages.programme.admin.call(identityContract.operations.createAccount, {
      username: "newcomer",
      email: "newcomer@example.org",
      password: "a walk through the old town",
      role: "player",
    });
    await pages.withPage("admin", `/admin/people?person=${account.id}`, async (page) => {
      const drawer = page.getByRole("dialog");
      await drawer.getByLabel("Role").selectOption("reviewer");
      await drawer.getByRole("button", { name: "Give this role" }).click();
      await drawer.getByText("They have this role.").waitFor();
      await drawer.getByRole("button", { name: "Close" }).click();
      await page.getByRole("button", { name: "Invite" }).click();
      await page.getByRole("button", { name: "Make the link" }).click();
      assert.match(await page.getByLabel("The link is told this once. Copy it now.").inputValue(), /^https?:\/\//);
    });
    const { items } = await pages.programme.admin.call(identityContract.operations.listUsers, { username: "newcomer" });
    assert.equal(items[0]!.role, "reviewer");
  });

  it("find privileged acts by who, what and when, and save them", async () => {
    const { admin, missionId } = pages.programme;
    await admin.call(updateMission, { id: missionId, description: "Bring a bag." });
    await pages.withPage("admin", "/admin/audit", async (page) => {
      await page.getByLabel("Operation").fill("quest.updateMission");
      await page.getByLabel("On", { exact: true }).fill(missionId);
      await page.getByRole("button", { name: "Show these" }).click();
      await page.waitForURL("**operation=quest.updateMission**");
      await page.getByRole("cell", { name: missionId }).first().waitFor();
      const saved = page.waitForEvent("download");
      await page.getByRole("button", { name: "Save as CSV", exact: true }).click();
      assert.match((await saved).suggestedFilename(), /audit\.csv$/);
      await page.getByLabel("Account").fill("nobody_of_this_name");
      await page.getByRole("button", { name: "Show these" }).click();
      await page.getByText("No account has this name").waitFor();
    });
  });

  it("bring in areas from a file: what is wrong in it is shown, then what it would change, then it is there", async () => {
    const square = [
      [100, 13],
      [101, 13],
      [101, 14],
      [100, 14],
      [100, 13],
    ];
    const bowtie = [
      [100, 13],
      [101, 14],
      [101, 13],
      [100, 14],
      [100, 13],
    ];
    const fileOf = (ring: number[][]) => {
      const feature = {
        type: "Feature",
        properties: { code: "XX", name: "Somewhere" },
        geometry: { type: "Polygon", coordinates: [ring] },
      };
      const text = JSON.stringify({ type: "FeatureCollection", features: [feature] });
      return { name: "areas.geojson", mimeType: "application/geo+json", buffer: Buffer.from(text) };
    };
    await pages.withPage("admin", "/admin/areas", async (page) => {
      await page.getByLabel("GeoJSON file").setInputFiles(fileOf(bowtie));
      await page.getByRole("button", { name: "See what it would change" }).click();
      await page.getByRole("table", { name: "What is wrong in the file" }).getByRole("cell", { name: "XX" }).waitFor();
      await page.getByLabel("GeoJSON file").setInputFiles(fileOf(square));
      await page.getByRole("button", { name: "See what it would change" }).click();
      await page.getByRole("heading", { name: "This would change" }).waitFor();
      await picture(page, "admin-areas");
      await page.getByRole("button", { name: "Bring it in" }).click();
      await page.getByRole("heading", { name: "This has changed" }).waitFor();
      await page.getByRole("table", { name: "Areas and their boundaries" }).getByText("Somewhere").waitFor();
    });
  });

  it("say which goals a kind of mission serves", async () => {
    await pages.withPage("admin", "/admin/settings", async (page) => {
      const goals = page.locator("form").filter({ has: page.getByLabel("Tree planting") });
      await goals.getByLabel("Tree planting").fill("15.2; 13");
      await goals.getByRole("button", { name: "Save" }).click();
      await page.getByText("Saved.").waitFor();
    });
    const { mappings } = await pages.programme.admin.call(analyticsContract.operations.getGoalMappings, {});
    assert.deepEqual(mappings.find(({ mission_type }) => mission_type === "tree_planting")?.targets, ["15.2", "13"]);
  });

  it("calculate what other rates would have come to, and change nothing by it", async () => {
    await pages.withPage("admin", "/admin/economy", async (page) => {
      await page.getByLabel("Tokens that missions pay, of what they paid").fill("20000");
      await page.getByRole("button", { name: "Calculate" }).click();
      await page.getByRole("heading", { name: "What it would have come to" }).waitFor();
      await picture(page, "admin-simulation");
    });
  });

  it("let anybody look first and then take part", async () => {
    await pages.withPage(undefined, "/join", async (page) => {
      await page.locator("ul[data-data] button").first().click();
      await page.getByRole("heading", { name: /^Missions in / }).waitFor();
      await page.getByLabel("User name").fill("kanya_walks");
      await page.getByLabel("E-mail").fill("kanya@example.org");
      await page.getByLabel("Password", { exact: true }).fill("a walk through the old town");
      await page.getByRole("button", { name: "Create the account" }).click();
      await page.getByRole("heading", { name: "Welcome, kanya_walks" }).waitFor();
    });
  });
});
