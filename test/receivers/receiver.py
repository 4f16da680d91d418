"""A correct receiver for kyve and kycert in Python's standard library alone: a foreign program that doubleact must be able
to judge. Each line marked "SPOIL" can be spoiled by itself and breaks exactly that one thing."""

import base64
import hashlib
import hmac
import json
import os
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ["DOUBLEACT_WEBHOOK_SECRET"].encode()
PROVIDER = os.environ.get("DOUBLEACT_PROVIDER", "kyve")
ISSUER = os.environ["DOUBLEACT_ISSUER_URL"].rstrip("/")
# Seconds before the first repetition or poll; each wait after it is twice as long.
FIRST_WAIT = float(os.environ.get("RECEIVER_FIRST_WAIT", "1"))
HEADER = {"kyve": "KYC-Signature", "kycert": "Kycert-Signature"}[PROVIDER]


# --- The partner's key: ES256 by hand (FIPS 186-5, section 6.4), from the PKCS#8 file. RS256 in plain Python would take
# fifteen times as long. What it takes tells the key to whoever can measure it: good enough for tests alone.

FIELD = 2**256 - 2**224 + 2**192 + 2**96 - 1
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
BASE = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
P256 = bytes.fromhex("06082a8648ce3d030107")  # the curve's object identifier


def read_der(data, at):
    """One element: its content, and where the next one begins."""
    length, start = data[at + 1], at + 2
    if length & 0x80:
        count = length & 0x7F
        length = int.from_bytes(data[start : start + count], "big")
        start += count
    return data[start : start + length], start + length


def read_key(pem):
    der = base64.b64decode("".join(line for line in pem.split("\n") if "-----" not in line))
    outer, _ = read_der(der, 0)
    _, at = read_der(outer, 0)  # version
    algorithm, at = read_der(outer, at)
    if not algorithm.endswith(P256):
        raise SystemExit("receiver.py: expected a P-256 key; set issuer.partner.algorithm to ES256")
    octets, _ = read_der(outer, at)
    inner, _ = read_der(octets, 0)
    _, at = read_der(inner, 0)  # version
    number, _ = read_der(inner, at)
    return int.from_bytes(number, "big")


def private_key():
    pem = os.environ.get("PARTNER_PRIVATE_KEY", "")
    if pem:
        return pem.replace("\\n", "\n")
    with open(os.environ["PARTNER_PRIVATE_KEY_PATH"]) as file:
        return file.read()


def doublings(point, count):
    """The point, twice the point, four times …"""
    for _ in range(count):
        yield point
        x, y = point
        slope = (3 * x * x - 3) * pow(2 * y, -1, FIELD) % FIELD
        twice = (slope * slope - 2 * x) % FIELD
        point = twice, (slope * (x - twice) - y) % FIELD


KEY = read_key(private_key())
DOUBLINGS = list(doublings(BASE, 256))


def x_of_multiple(number):
    """Of so many times the base point. Added up as (x/z², y/z³), so that there is one division and not one per addition."""
    parts = [DOUBLINGS[at] for at in range(256) if number >> at & 1]
    x, y, z = *parts[0], 1
    for more_x, more_y in parts[1:]:
        square = z * z % FIELD
        run = (more_x * square - x) % FIELD
        rise = (more_y * square * z - y) % FIELD
        run_2 = run * run % FIELD
        run_3 = run * run_2 % FIELD
        middle = x * run_2 % FIELD
        x = (rise * rise - run_3 - 2 * middle) % FIELD
        y = (rise * (middle - x) - y * run_3) % FIELD
        z = z * run % FIELD
    return x * pow(z * z, -1, FIELD) % FIELD


def es256(message):
    digest = int.from_bytes(hashlib.sha256(message).digest(), "big")
    once = 1 + int.from_bytes(os.urandom(40), "big") % (ORDER - 1)
    r = x_of_multiple(once) % ORDER
    s = pow(once, -1, ORDER) * (digest + r * KEY) % ORDER
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def partner_token(email):
    now = int(time.time())
    header = {"alg": "ES256", "typ": "JWT", "kid": os.environ["KEY_ID"]}
    claims = {
        "partnerId": os.environ["PARTNER_ID"],
        "scope": "issue",
        "email": email,
        "iat": now,
        "exp": now + 300,  # SPOIL the life of a token
        "jti": os.urandom(12).hex(),
    }
    text = b".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    return (text + b"." + base64url(es256(text))).decode()


# --- Verifying.


def is_genuine(header, body):
    pairs = [part.strip().partition("=") for part in (header or "").split(",")]
    times = {value for name, _, value in pairs if name == "t"}
    macs = [value for name, _, value in pairs if name == "v1"]
    if len(times) != 1 or not macs:
        return False
    stamp = times.pop()
    if not re.fullmatch(r"[0-9]{1,12}", stamp):
        return False
    if abs(int(time.time()) - int(stamp)) > 300:  # SPOIL the tolerance
        return False
    own = hmac.new(SECRET, stamp.encode() + b"." + body, hashlib.sha256).hexdigest().encode()
    # Every v1 is compared, so that the time it takes tells nothing.
    return True in [hmac.compare_digest(mac.encode("utf-8", "replace"), own) for mac in macs]  # SPOIL the signature


# --- What an event says.


REJECTED = {"kyve": ("failed", "canceled", "expired"), "kycert": ("blocked", "none")}[PROVIDER]


def read_event(event):
    """Whom it is about, whether they passed (None: not decided), when it became so, and the person if they passed."""
    data = event.get("data")
    result = data.get("object") if isinstance(data, dict) else None
    if not isinstance(result, dict) or event.get("livemode") is True:  # SPOIL the mode
        return None, None, 0, None
    if PROVIDER == "kyve":
        word = str(result.get("status")).lower()
        approved = event.get("type") == "verification.completed" and word == "completed"
        about, moment = result.get("id"), event.get("created")
    else:
        word = str(result.get("decision")).lower()
        approved = event.get("event") == "run.completed" and word == "approved"
        about, moment = result.get("run_id"), result.get("completed_at") or event.get("created")
    passed = True if approved else False if word in REJECTED else None  # SPOIL the decision
    made = event.get("created") if isinstance(event.get("created"), (int, float)) else 0
    metadata = result.get("metadata")
    email = metadata.get("email") if isinstance(metadata, dict) else None
    if not isinstance(email, str) or email == "":
        return about, passed, made, None
    if not passed:
        return email, passed, made, None
    return email, passed, made, {"email": email, "level": metadata.get("kyc_level") or "", "verifiedAt": iso(moment)}


def iso(moment):
    if isinstance(moment, str):
        return moment
    seconds = moment if isinstance(moment, (int, float)) else time.time()
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


# --- Taking an event once.

lock = threading.Lock()
seen = set()
followed = set()
decided = {}
people = set()


def take(event):
    """The person whose credential is now owed, if any."""
    about, passed, made, person = read_event(event)
    with lock:
        if event.get("id") in seen:  # SPOIL the deduplication by id
            return None
        seen.add(event.get("id"))
        if passed is None or made < decided.get(about, 0):  # SPOIL the order of events
            return None
        decided[about] = made
        if person is None or person["email"] in people:
            return None
        people.add(person["email"])
        return person


# --- The issuer.


def call(method, path, email, body=None):
    """Status (0 for none), body and Retry-After in seconds."""
    headers = {"x-partner-auth": partner_token(email), "user-agent": "receiver.py"}
    data = None
    if body is not None:
        data = json.dumps(body).encode()
        headers["content-type"] = "application/json"
    request = urllib.request.Request(ISSUER + path, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, json.loads(response.read()), 0
    except urllib.error.HTTPError as fault:
        wait = fault.headers.get("retry-after", "")
        return fault.code, {}, int(wait) if wait.isdigit() else 0
    except (OSError, ValueError, EOFError):
        return 0, {}, 0
    except Exception:  # http.client's own: a broken answer is no answer
        return 0, {}, 0


def bring_on_chain(person):
    subject = {"kycVerified": True, "kycLevel": person["level"], "verifiedAt": person["verifiedAt"]}
    body = {
        "issuerDid": os.environ["ISSUER_DID"],
        "credentialId": os.environ["CREDENTIAL_ID"],
        "credentialSubject": subject,
        # However often the call is repeated, there is one credential.
        "onDuplicate": "ignore",  # SPOIL the repetition
    }
    claim = None
    for attempt in range(12):
        status, answer, after = call("POST", "/credentials/issue-on-behalf", person["email"], body)
        if status == 200:
            claim = answer.get("coreClaimHash")
            break
        if status in (400, 409):
            return
        time.sleep(after or min(30, FIRST_WAIT * 2**attempt))  # SPOIL the wait before a repetition
    if claim:
        follow(person["email"], claim)


def follow(email, claim):
    with lock:
        if claim in followed:
            return
        followed.add(claim)
    path = "/credentials/status?coreClaimHash=" + urllib.parse.quote(claim, safe="")
    for attempt in range(24):
        status, answer, after = call("GET", path, email)
        state = answer.get("vcStatus")
        if state in ("ONCHAIN", "WAIT_REMOVE", "REMOVE", "EXPIRE"):
            return
        time.sleep(after or min(30, FIRST_WAIT * 2**attempt))  # SPOIL the back-off


# --- The server.


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_POST(self):
        body = self.read_body()
        if body is None:
            return self.answer(400, {"error": "the body broke off"})
        if not is_genuine(self.headers.get(HEADER), body):
            return self.answer(401, {"error": "refused"})
        try:
            event = json.loads(body)
        except ValueError:
            event = None
        if not isinstance(event, dict):
            return self.answer(400, {"error": "not a JSON object"})
        person = take(event)
        self.answer(200, {"received": True})
        if person is not None:
            threading.Thread(target=bring_on_chain, args=(person,), daemon=True).start()

    def do_GET(self):
        self.answer(405, {"error": "POST only"})

    def read_body(self):
        try:
            if "chunked" in self.headers.get("transfer-encoding", "").lower():
                return self.read_chunks()
            length = int(self.headers.get("content-length", "0"))
            body = self.rfile.read(length)
            return body if len(body) == length else None
        except (OSError, ValueError):
            return None

    def read_chunks(self):
        body = b""
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            if size == 0:
                while self.rfile.readline() not in (b"\r\n", b"\n", b""):
                    pass
                return body
            body += self.rfile.read(size)
            self.rfile.readline()

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        if status == 400:
            self.close_connection = True
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


if __name__ == "__main__":
    server = Server(("127.0.0.1", int(os.environ.get("PORT", "0"))), Handler)
    print(f"listening on http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
