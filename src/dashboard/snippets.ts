/** Programs that verify a delivery; test/dashboard runs each of them against real ones. */
export const VERIFY_SNIPPETS = [
  {
    name: 'TypeScript',
    text: `// npm install express standardwebhooks
import express from 'express';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.WEBHOOK_SECRET ?? '');

express()
  .post('/webhooks', express.raw({ type: '*/*' }), (request, response) => {
    const body = request.body.toString('utf8');
    try {
      webhook.verify(body, request.headers as Record<string, string>);
    } catch {
      response.status(401).end();
      return;
    }
    const event = JSON.parse(body);
    // Deliveries come at least once: remember request.headers['webhook-id'].
    console.log(event.type, event.data);
    response.status(204).end();
  })
  .listen(Number(process.env.PORT ?? 3000));
`,
  },
  {
    name: 'Python',
    text: `# pip install flask standardwebhooks
import os
from flask import Flask, request
from standardwebhooks import Webhook

app = Flask(__name__)
webhook = Webhook(os.environ["WEBHOOK_SECRET"])

@app.post("/webhooks")
def receive():
    try:
        event = webhook.verify(request.get_data(as_text=True), dict(request.headers))
    except Exception:
        return "", 401
    # Deliveries come at least once: remember request.headers["webhook-id"].
    print(event["type"], event["data"])
    return "", 204

app.run(port=int(os.environ.get("PORT", "3000")))
`,
  },
  {
    name: 'curl and openssl',
    text: `# Signs a body as Signalpost does and sends it, to try a receiver of yours by hand.
# It must answer 2xx, and 401 once the secret or a byte of the body is another.
SECRET='whsec_...'                     # of the endpoint
URL='http://localhost:3000/webhooks'
BODY='{"type":"order.paid","timestamp":"2026-01-01T00:00:00Z","data":{"id":"order-1"}}'

ID="test-$(date +%s)"
TIMESTAMP="$(date +%s)"
KEY="$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')"
SIGNATURE="$(printf %s "$ID.$TIMESTAMP.$BODY" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)"
curl -sS -o /dev/null -w '%{http_code}\\n' -X POST "$URL" \\
  -H 'Content-Type: application/json' \\
  -H "webhook-id: $ID" \\
  -H "webhook-timestamp: $TIMESTAMP" \\
  -H "webhook-signature: v1,$SIGNATURE" \\
  --data-raw "$BODY"
`,
  },
] as const;

/** A call that publishes; it works once the token is filled in. */
export function publishSnippet(publicUrl: string): string {
  return `curl -sS -X POST '${publicUrl}/v1/webhooks/events' \\
  -H "Authorization: Bearer $SIGNALPOST_TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '{"type":"order.paid","data":{"id":"order-1"}}'
`;
}
