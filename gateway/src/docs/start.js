/* The script of /docs: Swagger UI with a log-in, a search over operations, and an authorisation that outlives a reload. */
const ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  persistAuthorization: true,
  displayRequestDuration: true,
  /* Without the null, the document's address is sent to a validator on another host. */
  validatorUrl: null,
  plugins: [searchOperations],
});

/** Every word must occur in an operation's method, path, name or summary; by itself Swagger UI compares tags only. */
function searchOperations() {
  const textOf = (one) => [
    one.get("method"),
    one.get("path"),
    one.getIn(["operation", "operationId"]),
    one.getIn(["operation", "summary"]),
  ];
  return {
    fn: {
      opsFilter(taggedOperations, phrase) {
        const words = phrase.toLowerCase().split(/\s+/);
        const matches = (one) => {
          const text = textOf(one).join(" ").toLowerCase();
          return words.every((word) => text.includes(word));
        };
        return taggedOperations
          .map((tag) => tag.update("operations", (operations) => operations.filter(matches)))
          .filter((tag) => tag.get("operations").size > 0);
      },
    },
  };
}

const form = document.querySelector("#log-in");
const answer = form.querySelector("output");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = JSON.stringify(Object.fromEntries(new FormData(form)));
  const response = await fetch("/api/auth/login", { method: "POST", headers: { "content-type": "application/json" }, body });
  const said = await response.json();
  if (!response.ok) {
    answer.value = said.detail ?? said.title;
    return;
  }
  const schema = { type: "http", scheme: "bearer" };
  ui.authActions.authorizeWithPersistOption({ bearer: { name: "bearer", schema, value: said.access_token } });
  form.elements.namedItem("password").value = "";
  answer.value = `Logged in as ${said.player.username}.`;
});
