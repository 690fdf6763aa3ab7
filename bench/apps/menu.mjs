// The same menus as a webhook application of the jambonz SDK, after the SDK's own example `ivr-menu`.
import express from "express";
import { WebhookResponse } from "@jambonz/sdk/webhook";
import { readFileSync } from "node:fs";

const { welcome, refunds } = JSON.parse(readFileSync(process.argv[3], "utf8"));
const validate = process.argv[4] === "validate"; // the SDK's default: it compiles its schemas for every response
const app = express();
app.use(express.json());

const menu = (text) =>
  new WebhookResponse({ validate })
    .gather({ input: ["digits"], actionHook: "/voice/menu", numDigits: 1, timeout: 7, say: { text } })
    .redirect({ actionHook: "/voice" });

app.post("/voice", (req, res) => res.json(menu(welcome)));
app.post("/voice/menu", (req, res) => {
  const actions = { 3: () => menu(refunds) };
  const action = actions[req.body.digits];
  res.json(action ? action() : new WebhookResponse({ validate }).redirect({ actionHook: "/voice" }));
});

app.listen(Number(process.argv[2]), "127.0.0.1");
