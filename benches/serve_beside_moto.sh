#!/usr/bin/env bash
# How many requests per second `postcond-sim serve` answers, and in how much memory, beside moto's server. Prints a table.
#
#   benches/serve_beside_moto.sh [REQUESTS [ROUNDS]]
#
# In each of ROUNDS (3), both servers are started anew, one after the other, and each is sent the same REQUESTS (10,000)
# over CONNECTIONS that are kept open, from a process for each connection: one PutParameter that overwrites for four
# GetParameter, over 1,000 names. Figures are medians. Memory is what is resident after the last answer. Needs python3
# with venv; moto is installed in a temporary folder unless POSTCOND_ENDPOINTS is the folder that has its server.
set -euo pipefail
cd "$(dirname "$0")/.."
requests=${1:-10000}
rounds=${2:-3}
connections=4
work=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

cat >"$work/load.py" <<'LOAD'
"""Sends requests over one connection, and fails if one is refused."""
import json, multiprocessing, socket, sys, time

PORT, REQUESTS, CONNECTIONS = map(int, sys.argv[1:])
NAMES = 1000


def request(operation, body):
    body = json.dumps(body)
    scope = "AKID/20240101/us-east-1/ssm/aws4_request"
    return (
        f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nX-Amz-Target: AmazonSSM.{operation}\r\n"
        "Content-Type: application/x-amz-json-1.1\r\nX-Amz-Date: 20240101T000000Z\r\n"
        f"Authorization: AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def put(name):
    value = {"Name": f"/load/{name}", "Value": "v" * 100, "Type": "String", "Overwrite": True}
    return request("PutParameter", value)


def get(name):
    return request("GetParameter", {"Name": f"/load/{name}"})


class Connection:
    def __init__(self):
        self.socket = None

    def send(self, request):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", PORT))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            more = self.socket.recv(65536)
            if not more:
                raise SystemExit("the server closed the connection")
            answer += more
        head, body = answer.split(b"\r\n\r\n", 1)
        head = head.lower()
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += self.socket.recv(65536)
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise SystemExit(f"refused: {head} {body}")
        if b"connection: close" in head:
            self.socket.close()
            self.socket = None


def load(number, count, ready, start):
    puts, gets = [put(name) for name in range(NAMES)], [get(name) for name in range(NAMES)]
    connection = Connection()
    connection.send(gets[number])
    ready.wait()
    start.wait()
    for sent in range(count):
        name = (sent * 7 + number) % NAMES
        connection.send((puts if sent % 5 == 0 else gets)[name])


if __name__ == "__main__":
    first = Connection()
    for name in range(NAMES):
        first.send(put(name))
    ready = multiprocessing.Barrier(CONNECTIONS + 1)
    start = multiprocessing.Event()
    count = REQUESTS // CONNECTIONS
    tasks = [
        multiprocessing.Process(target=load, args=(number, count, ready, start))
        for number in range(CONNECTIONS)
    ]
    for task in tasks:
        task.start()
    ready.wait()
    began = time.perf_counter()
    start.set()
    for task in tasks:
        task.join()
    took = time.perf_counter() - began
    if any(task.exitcode for task in tasks):
        raise SystemExit(1)
    print(f"{count * CONNECTIONS / took:.0f}")
LOAD

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Starts a server, loads it, and notes its requests per second and its resident memory in KiB.
measure() {
    local name=$1 port=$2 attempt
    shift 2
    "$@" >"$work/$name.log" 2>&1 &
    server=$!
    for ((attempt = 0; attempt < 300; attempt++)); do
        { : >"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null && break
        sleep 0.1
    done
    python3 "$work/load.py" "$port" "$requests" "$connections" >>"$work/$name.rate"
    awk '/^VmRSS/ { print $2 }' "/proc/$server/status" >>"$work/$name.memory"
    kill "$server"
    wait "$server" 2>/dev/null || true
    server=
}

median() {
    sort -n "$1" | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}

cargo build --release --locked -p postcond-sim
target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
moto=${POSTCOND_ENDPOINTS:-$(tests/endpoints/install.sh "$work/venv" | tail -n 1)}/moto_server

for ((round = 0; round < rounds; round++)); do
    port=$(free_port)
    measure postcond-sim "$port" "$target/release/postcond-sim" serve --port "$port"
    port=$(free_port)
    measure moto "$port" "$moto" --port "$port"
done

printf '| | requests per second | resident memory, MiB |\n|---|---|---|\n'
for name in postcond-sim moto; do
    printf '| %s | %d | %.1f |\n' "$name" "$(median "$work/$name.rate")" \
        "$(awk -v kib="$(median "$work/$name.memory")" 'BEGIN { print kib / 1024 }')"
done
awk -v a="$(median "$work/postcond-sim.rate")" -v b="$(median "$work/moto.rate")" \
    -v c="$(median "$work/postcond-sim.memory")" -v d="$(median "$work/moto.memory")" \
    'BEGIN { printf "| ratio | %.1f | %.3f |\n", a / b, c / d }'
