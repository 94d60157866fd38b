"""Measures cosdrop-cli beside curl, turn by turn, against a sink server; medians.

Called by run.sh, which says what the options mean.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

MIB = 1024 * 1024
KEYS = {"COS_SECRET_ID": "AKIDbench", "COS_SECRET_KEY": "bench"}
SERVER_SPACE = ["ip", "netns", "exec", "cosdrop-bench-server"]
CLIENT_SPACE = ["ip", "netns", "exec", "cosdrop-bench-client"]
LONGEST = 600  # seconds a single run may take


class Link:
    """Two network namespaces with a cable between them, MTU 1500."""

    def __enter__(self):
        self.__exit__()
        for name in ("server", "client"):
            subprocess.run(["ip", "netns", "add", f"cosdrop-bench-{name}"], check=True)
        subprocess.run("ip link add cdb0 netns cosdrop-bench-server mtu 1500 type veth "
                       "peer name cdb1 netns cosdrop-bench-client mtu 1500".split(), check=True)
        for space, device, address in ((SERVER_SPACE, "cdb0", "10.211.7.1/24"),
                                       (CLIENT_SPACE, "cdb1", "10.211.7.2/24")):
            subprocess.run(space + ["ip", "address", "add", address, "dev", device], check=True)
            subprocess.run(space + ["ip", "link", "set", device, "up"], check=True)
            subprocess.run(space + ["ip", "link", "set", "lo", "up"], check=True)
        return self

    def __exit__(self, *_):
        for name in ("server", "client"):
            subprocess.run(["ip", "netns", "delete", f"cosdrop-bench-{name}"],
                           stderr=subprocess.DEVNULL, check=False)


class Bench:
    def __init__(self, options):
        self.options = options
        self.programs = Path(options.programs)
        self.folder = Path(options.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.rows = []

    # What is sent

    def files(self):
        """Four files of 256 MiB and the same bytes as one of 1 GiB."""
        parts = [self.folder / f"part{i}" for i in range(4)]
        for part in parts:
            if not part.exists():
                with open(part, "wb") as out:
                    for _ in range(256):
                        out.write(os.urandom(MIB))
        whole = self.folder / "whole"
        if not whole.exists() or whole.stat().st_size != 1024 * MIB:
            with open(whole, "wb") as out:
                for part in parts:
                    with open(part, "rb") as source:
                        shutil.copyfileobj(source, out, MIB)
        return parts, whole

    def small(self):
        folder = self.folder / "small"
        if not folder.exists():
            folder.mkdir()
            for i in range(10_000):
                (folder / f"{i:05}").write_bytes(os.urandom(4096))
        return folder

    def slices(self, size):
        """The files' slices as files of their own, since curl cannot send a part of one."""
        folder = self.folder / f"slices-{size // MIB}"
        if not folder.exists():
            folder.mkdir()
            for number, part in enumerate(self.files()[0]):
                with open(part, "rb") as source:
                    for index in range(0, part.stat().st_size, size):
                        (folder / f"{number}-{index}").write_bytes(source.read(size))
        return sorted(folder.iterdir())

    # Who sends it

    def sink(self, *arguments):
        command = [self.programs / "bench-sink", *arguments]
        host = "127.0.0.1"
        if self.options.link:
            host = "10.211.7.1"
            command = SERVER_SPACE + command + ["--listen", host]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        return process, f"http://{host}:{int(process.stdout.readline())}"

    def told(self, url):
        """What the sink tells of itself at this address."""
        command = (CLIENT_SPACE if self.options.link else []) + ["curl", "-s", url]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    def timed(self, command):
        """Wall seconds, and the largest resident memory in MiB."""
        command = (CLIENT_SPACE if self.options.link else []) + [str(word) for word in command]
        before = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                   env=os.environ | KEYS)
        deadline = before + LONGEST
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                process.kill()
                sys.exit(f"{command[0]} did not end within {LONGEST} s")
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command[:6])} … failed with {process.returncode}")
        return time.monotonic() - before, usage.ru_maxrss / 1024

    def cosdrop(self, url, files, *options):
        state = self.folder / "state"
        shutil.rmtree(state, ignore_errors=True)
        return self.timed([self.programs / "cosdrop-cli", "upload", "--endpoint", url, "--appid",
                           "1", "--bucket", "b", "--state-dir", state, "--quiet", *options, *files])

    def curl(self, url, bodies, op, parallel):
        config = self.folder / "curl.conf"
        with open(config, "w") as out:
            for number, body in enumerate(bodies):
                out.write("next\n" if number else "")
                out.write(f'url = "{url}/files/v2/1/b/{body.name}"\noutput = "/dev/null"\n'
                          f'header = "Expect:"\nheader = "Authorization: {"x" * 112}"\n'
                          f'form = "op={op}"\n')
                if op == "upload_slice_data":
                    out.write('form = "session=bench"\nform = "offset=0"\n')
                out.write(f'form = "sha={"0" * 40}"\nform = "filecontent=@{body}"\n')
        command = ["curl", "--silent", "--no-progress-meter", "--config", config]
        if parallel > 1:
            command[1:1] = ["--parallel", "--parallel-max", str(parallel)]
        return self.timed(command)

    def bare(self, url, forms, size, parallel, lanes, files=()):
        """The same forms by QNetworkAccessManager and nothing else; with files, which are hashed
        and read for it, the least that any uploader does."""
        return self.timed([self.programs / "bench-bare", f"{url}/files/v2/1/b/x", forms, size,
                           parallel, lanes, *files])

    # What is compared

    def compare(self, name, what, goal, ours, theirs, bare, least=None, sink_options=()):
        """Turn by turn, so that all meet the machine in the same mood. `bare` are the arguments of
        bare(): forms, bytes, parallel, lanes; `least` those with files."""
        if not self.wanted(name):
            return
        process, url = self.sink(*sink_options)
        try:
            mine, other, floor, lowest, memory = [], [], [], [], 0
            for _ in range(self.options.runs):
                other.append(theirs(url)[0])
                seconds, resident = ours(url)
                mine.append(seconds)
                memory = max(memory, resident)
                floor.append(self.bare(url, *bare)[0])
                if least:
                    lowest.append(self.bare(url, *least)[0])
            counts = self.told(url + "/counts")
        finally:
            process.kill()
            process.wait()
        ratio = statistics.median(mine) / statistics.median(other)
        self.rows.append({"name": name, "what": what, "goal": goal,
                          "cosdrop_s": round(statistics.median(mine), 3),
                          "curl_s": round(statistics.median(other), 3),
                          "bare_s": round(statistics.median(floor), 3),
                          "ratio": round(ratio, 2), "resident_mib": round(memory),
                          "requests": counts, "runs": self.options.runs})
        if least:
            self.rows[-1]["least_s"] = round(statistics.median(lowest), 3)
        self.show(self.rows[-1])

    def wanted(self, name):
        return not self.options.only or name in self.options.only.split(",")

    def show(self, row):
        figures = ", ".join(f"{key} {value}" for key, value in row.items()
                            if key not in ("name", "what", "requests", "runs"))
        print(f"{row['name']}: {figures}", flush=True)

    def big_files(self):
        parts, whole = self.files()
        for size, suffix in ((MIB, ""), (3 * MIB, "-3m")):
            slices = self.slices(size)
            options = ["--slice-size", size]
            mib = size // MIB
            self.compare(f"four{suffix}", f"4 files of 256 MiB, slices of {mib} MiB",
                         "≤ 2.0" if mib == 1 else "≤ 1.7",
                         lambda url: self.cosdrop(url, parts, *options),
                         lambda url: self.curl(url, slices, "upload_slice_data", 4),
                         (len(slices), size, 12, 4), (0, size, 12, 3, parts))
            self.compare(f"one{suffix}", f"1 file of 1 GiB, slices of {mib} MiB",
                         "≤ 2.5" if mib == 1 else "≤ 1.7",
                         lambda url: self.cosdrop(url, [whole], *options),
                         lambda url: self.curl(url, slices, "upload_slice_data", 4),
                         (len(slices), size, 4, 2), (0, size, 12, 3, [whole]))
        self.compare("serial", "1 GiB, one slice of 1 MiB at a time", "≤ 6",
                     lambda url: self.cosdrop(url, [whole], "--slice-size", MIB),
                     lambda url: self.curl(url, self.slices(MIB), "upload_slice_data", 1),
                     (1024, MIB, 1, 1), (0, MIB, 1, 1, [whole]), ["--serial"])

    def small_files(self):
        folder = self.small()
        parallel = 3
        self.compare("small", "10,000 files of 4 KiB", "≤ 1.25",
                     lambda url: self.cosdrop(url, [folder]),
                     lambda url: self.curl(url, sorted(folder.iterdir()), "upload", parallel),
                     (10_000, 4096, parallel, 2))

    def slow_server(self):
        if not self.wanted("delay"):
            return
        process, url = self.sink("--delay", "100")
        part = self.files()[0][0]
        runs = []
        try:
            for _ in range(self.options.runs):
                runs.append(self.cosdrop(url, [part], "--parallel-slices", "8")[0])
        finally:
            process.kill()
            process.wait()
        ideal = 256 / 8 * 0.1
        seconds = statistics.median(runs)
        self.rows.append({"name": "delay", "what": "256 MiB, each slice answered after 100 ms, "
                          "8 at a time", "goal": "≥ 90 % of the ideal",
                          "cosdrop_s": round(seconds, 3), "ideal_s": ideal,
                          "percent": round(100 * ideal / seconds), "runs": self.options.runs})
        self.show(self.rows[-1])

    def speed_limit(self):
        if not self.wanted("limit"):
            return
        rate = 5 * MIB
        process, url = self.sink()
        part = self.folder / "limited"
        if not part.exists():
            part.write_bytes(os.urandom(50 * MIB))
        try:
            seconds = self.cosdrop(url, [part], "--limit-rate", rate)[0]
            fastest = max(self.told(url + "/seconds"))
        finally:
            process.kill()
            process.wait()
        self.rows.append({"name": "limit", "what": "50 MiB at 5 MiB/s", "goal": "within 5 %",
                          "cosdrop_s": round(seconds, 3), "ideal_s": 10.0,
                          "percent": round(1000 / seconds),
                          "fastest_second_percent": round(100 * fastest / rate)})
        self.show(self.rows[-1])

    def hash_speed(self):
        if not self.wanted("hash"):
            return
        whole = self.files()[1]
        command = [self.programs / "bench-hash", whole]
        runs = [[float(word) for word in subprocess.run(command, capture_output=True, text=True,
                                                        check=True).stdout.split()]
                for _ in range(self.options.runs)]
        ours, openssl = (statistics.median(speeds) for speeds in zip(*runs))
        size = whole.stat().st_size
        self.rows.append({"name": "hash", "what": "SHA-1 of a warm file of 1 GiB, beside OpenSSL's "
                          "of memory", "goal": "≥ 90 %", "cosdrop_s": round(size / ours, 3),
                          "ideal_s": round(size / openssl, 3),
                          "percent": round(100 * ours / openssl), "runs": self.options.runs})
        self.show(self.rows[-1])

    def memory(self):
        if not self.options.large:
            return
        sparse = self.folder / "sparse"
        process, url = self.sink()
        try:
            for gib in sorted({1, self.options.large}):
                with open(sparse, "wb") as out:
                    out.truncate(gib * 1024 * MIB)
                seconds, resident = self.cosdrop(url, [sparse])
                self.rows.append({"name": f"sparse-{gib}", "what": f"sparse file of {gib} GiB",
                                  "goal": "≤ 40 MiB resident", "cosdrop_s": round(seconds, 1),
                                  "resident_mib": round(resident),
                                  "s_per_gib": round(seconds / gib, 2)})
                self.show(self.rows[-1])
        finally:
            process.kill()
            process.wait()
            sparse.unlink(missing_ok=True)

    def report(self):
        link = "two network namespaces, MTU 1500" if self.options.link else "loopback"
        result = {"cores": os.cpu_count(), "link": link, "rows": self.rows}
        target = self.folder / ("result-link.json" if self.options.link else "result.json")
        target.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
        print(f"\n{os.cpu_count()} cores, {link}\n\n| what | goal | Cosdrop | curl | ratio | "
              "bare | least | RSS |\n| --- | --- | --- | --- | --- | --- | --- | --- |")
        for row in self.rows:
            print(f"| {row['what']} | {row['goal']} | {row['cosdrop_s']:.2f} s | "
                  + (f"{row['curl_s']:.2f} s | {row['ratio']:.2f} | "
                     f"{row['bare_s']:.2f} s |" if "curl_s" in row else
                     f"ideal {row['ideal_s']:.2f} s | {row['percent']} % | |" if "ideal_s" in row
                     else "| | |")
                  + (f" {row['least_s']:.2f} s |" if "least_s" in row else " |")
                  + f" {row.get('resident_mib', '')} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--link", action="store_true")
    parser.add_argument("--large", type=int, default=0)
    bench = Bench(parser.parse_args())

    def run():
        bench.big_files()
        bench.small_files()
        bench.slow_server()
        bench.speed_limit()
        bench.hash_speed()
        bench.memory()
        bench.report()

    if bench.options.link:
        with Link():
            run()
    else:
        run()


if __name__ == "__main__":
    main()
