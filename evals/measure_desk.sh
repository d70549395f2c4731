#!/usr/bin/env bash
# Measures the desk in the browser under load on loopback, and prints the table of
# docs/benchmarks.md with the machine and the date.
#
#     evals/measure_desk.sh [ACCOUNTS] [SECONDS]
#
# It makes up a tenant of so many accounts (5,000), scores all of them, drafts one brief of more
# than 60 claims, and asks for the table of accounts and for the review of that brief: one request
# after another, then over 64 connections for so many seconds (10), then the same while 100,000
# notes are taken in and comments are written. Needs `wrk` and `curl` (Debian has both).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

accounts=${1:-5000}
seconds=${2:-10}
notes=100000
for tool in wrk curl; do
    command -v "$tool" >/dev/null || { printf 'needs `%s`\n' "$tool" >&2; exit 2; }
done
cargo build --release --quiet -p desk
vouch=$PWD/target/release/vouch
work=$(mktemp -d)
desk=
trap '[[ -z $desk ]] || kill "$desk" 2>/dev/null || true; rm -rf "$work"' EXIT
export VOUCH_DATA=$work/data
today=(--as-of 2026-06-30)

printf 'Measured on %s, %s cores, %s, at %s: %s accounts, %s s for each figure under load.\n\n' \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(date +%F)" \
    "$(git rev-parse --short HEAD)" "$accounts" "$seconds"

# A tenant: each account with its owner, a deal that renews, and two tickets.
exports() {
    mkdir -p "$work/exports/crm" "$work/exports/success-plans" "$work/exports/contracts/account-00001"
    awk -v n="$accounts" -v out="$work/exports" 'BEGIN {
        q = "\""; s = q "," q
        f = out "/crm/User.csv"; print "Id,Name,Email,Title,IsActive" > f
        for (u = 0; u < 50; u++) printf "005%012dAAA,Owner %02d,owner%02d@vendor.example,Customer Success Manager,1\n", u, u, u > f
        a = out "/crm/Account.csv"; print "Id,Name,OwnerId,Industry,Website,IsDeleted,CreatedDate" > a
        o = out "/crm/Opportunity.csv"; print "Id,AccountId,Name,StageName,Amount,CurrencyIsoCode,CloseDate,IsClosed,IsWon,OwnerId,NextStep,IsDeleted,CreatedDate" > o
        c = out "/crm/Case.csv"; print "Id,AccountId,ContactId,CaseNumber,Subject,Description,Status,Priority,CreatedDate,IsDeleted" > c
        m = out "/accounts.map.csv"; print "slug,account_name,salesforce_id,zendesk_org_id,email_domain" > m
        for (i = 1; i <= n; i++) {
            id = sprintf("001%012dAAA", i); slug = sprintf("account-%05d", i); owner = sprintf("005%012dAAA", i % 50)
            printf "%s,Account %05d,%s,Logistics,https://%s.example,0,2025-01-10T08:00:00.000Z\n", id, i, owner, slug > a
            printf "006%012dAAA,%s,Account %05d - First order,Closed Won,%d,EUR,2026-06-1%d,1,1,%s,,0,2026-01-10T08:00:00.000Z\n", i, id, i, 10000 + i, i % 10, owner > o
            printf "0069%011dAAA,%s,Account %05d - Renewal,Negotiation,%d,EUR,2026-%02d-15,0,0,%s,,0,2026-05-10T08:00:00.000Z\n", i, id, i, 10000 + i, 7 + i % 6, owner > o
            for (k = 0; k < 2; k++) printf "500%05d%07dAAA,%s,,%d,Question %d of account %d,The export took %d minutes.,%s,Medium,2026-0%d-0%dT08:00:00.000Z,0\n", k, i, id, 2 * i + k, k, i, 5 + i % 9, (i + k) % 3 ? "Closed" : "New", 4 + k, 1 + i % 9 > c
            printf "%s,Account %05d,%s,%d,%s.example\n", slug, i, id, 900000 + i, slug > m
        }
        f = out "/contracts/account-00001/order-form.md"
        print "# Order form 1\n\nThe Supplier (the supplier) and Account 00001 (the customer).\n\n| Item | Agreed |\n|---|---|" > f
        print "| Service | Dispatch desk, 35 users |\n| Annual fee | EUR 10,001, payable up front |\n| Term | 24 months, beginning 1 July 2026 |\n| Renewal date | 1 July 2028 |" > f
        for (k = 1; k <= 64; k++) printf "| Site %d | Depot number %d, with %d users and %d lines |\n", k, 100 + k, 10 + k, 2 + k % 7 > f
        p = out "/crm/Contact.csv"; print "Id,AccountId,Name,Title,Role,Email,IsDeleted" > p
        for (k = 1; k <= 44; k++) printf "003%012dAAA,001%012dAAA,Person %02d Vale,Head of Site %d,%s,person%d@account-00001.example,0\n", k, 1, k, k, (k == 1 ? "Executive Sponsor" : "User"), k > p
        g = out "/success-plans/plans.json"
        printf "{\"exportedAt\":\"2026-06-30T06:00:00Z\",\"accounts\":[{\"accountId\":\"001%012dAAA\",\"accountName\":\"Account 00001\",\"slug\":\"account-00001\",\"activities\":[],\"risks\":[],\"successPlans\":[{\"id\":\"PLAN-1\",\"name\":\"First year\",\"status\":\"Active\",\"owner\":\"Owner 01\",\"startDate\":\"2026-06-22\",\"endDate\":\"2027-06-30\",\"activities\":[],\"businessChallenges\":[],\"objectives\":[", 1 > g
        for (k = 1; k <= 20; k++) printf "%s{\"id\":\"OBJ-%d\",\"name\":\"Answer %d%% of the questions of site %d within a day\",\"description\":\"Counted at site %d.\",\"status\":\"Open\",\"owner\":\"Person 01 Vale\",\"dueDate\":\"2026-12-18\",\"activities\":[],\"kpis\":[]}", (k > 1 ? "," : ""), k, 60 + k, k, k > g
        print "]}]}]}" > g
        print "\nSigned for Account 00001: Iris Vale, Head of Operations, 10 June 2026\n\nSigned for the supplier: Owner 01, 10 June 2026" > f
    }'
    mkdir -p "$work/more"
    awk -v n="$notes" -v a="$accounts" -v out="$work/more" 'BEGIN {
        f = out "/Task.csv"; print "Id,AccountId,WhoId,OwnerId,Subject,Description,ActivityDate,Status,Type,IsDeleted,CreatedDate" > f
        for (i = 1; i <= n; i++) printf "00T%012dAAA,001%012dAAA,,005%012dAAA,Call %d,They spoke about the depot and %d open lines.,2026-05-%02d,Completed,Call,0,2026-05-%02dT08:00:00.000Z\n", i, 1 + i % a, i % 50, i, i % 97, 1 + i % 28, 1 + i % 28 > f
    }'
}

exports
"$vouch" "${today[@]}" ingest "$work/exports" >"$work/ingest.log" 2>&1 || cat "$work/ingest.log" >&2
"$vouch" "${today[@]}" health --all --jobs 2 >"$work/health.log" 2>&1 || true
token=$("$vouch" user init admin --format json | sed -n 's/.*"token": *"\([^"]*\)".*/\1/p')
VOUCH_TOKEN=$token "$vouch" user add cara --name "Cara Ferris" --role csm >/dev/null
VOUCH_TOKEN=$token VOUCH_NEW_PASSWORD=a-long-password "$vouch" user password cara >/dev/null
"$vouch" "${today[@]}" handoff account-00001 --trigger manual:measured --format json >"$work/brief.json" 2>"$work/brief.err" || true
run=$(sed -n 's/^  "id": "\(.*\)",$/\1/p' "$work/brief.json")
claims=$(grep -o '"verdict": *"' "$work/brief.json" | wc -l)

"$vouch" "${today[@]}" serve --listen 127.0.0.1:0 >"$work/desk.log" 2>"$work/desk.err" &
desk=$!
until grep -q 'http://' "$work/desk.log"; do sleep 0.1; done
address=$(sed -n 's/.*\(http:[^ ]*\)$/\1/p' "$work/desk.log")
jar=$work/jar
field() { sed -n 's/.*name="_form" value="\([^"]*\)".*/\1/p' | awk 'NR == 1'; }
form=$(curl -s -c "$jar" "$address/sign-in" | field)
curl -s -o /dev/null -b "$jar" -c "$jar" --data-urlencode "_form=$form" -d 'login=cara&secret=a-long-password' "$address/sign-in"
cookie=$(awk '$6 == "vouch" { print "vouch=" $7 }' "$jar")

# Memory of the desk, in MiB: now, and at its most.
memory() { awk '/^VmRSS/ { now = $2 } /^VmHWM/ { most = $2 } END { printf "%d / %d", now / 1024, most / 1024 }' "/proc/$desk/status"; }

# One request after another: the middle and the slowest time to the first byte, and the size.
alone() {
    local path=$1
    for _ in $(seq 5); do curl -s -o /dev/null -H "Cookie: $cookie" "$address$path"; done
    for _ in $(seq 40); do
        curl -s -o /dev/null -H "Cookie: $cookie" -w '%{time_starttransfer} %{size_download} %{http_code}\n' "$address$path"
    done | sort -n | awk '{ time[NR] = $1; size = $2; if ($3 != 200) bad++ } END {
        printf "%.1f | %.1f | %.0f | %d", 1000 * time[int((NR + 1) / 2)], 1000 * time[NR], size / 1024, bad }'
}

# Over 64 connections: requests a second, middle and 99th of a hundred, how many took longer than 10
# seconds, and how many failed.
loaded() {
    wrk -t1 -c64 -d"${seconds}s" --timeout 10s --latency -H "Cookie: $cookie" "$address$1" >"$work/wrk"
    awk '
        function ms(text) { return text ~ /us$/ ? text / 1000 : text ~ /ms$/ ? text + 0 : 1000 * text }
        $1 == "50%" { middle = ms($2) } $1 == "99%" { most = ms($2) }
        /Requests\/sec/ { rate = $2 } /Non-2xx/ { bad = $NF } /Socket errors/ { bad += $4 + $6 + $8; late = $10 }
        END { printf "%.0f | %.1f | %.1f | %d | %d", rate, middle, most, late, bad }' "$work/wrk"
}

portfolio='/?per_page=50'
review="/runs/$run"
printf '| page | first byte, middle ms | slowest of 40 ms | KiB | not 200 |\n| --- | ---: | ---: | ---: | ---: |\n'
printf '| accounts, 50 of %s | %s |\n' "$accounts" "$(alone "$portfolio")"
printf '| review of %s claims | %s |\n' "$claims" "$(alone "$review")"
printf '| account | %s |\n' "$(alone /accounts/account-00001)"
printf '\n| 64 connections | requests/s | middle ms | p99 ms | over 10 s | failed |\n| --- | ---: | ---: | ---: | ---: | ---: |\n'
printf '| accounts | %s |\n' "$(loaded "$portfolio")"
printf '| review | %s |\n' "$(loaded "$review")"
printf '\nMemory, now / at most: %s MiB.\n' "$(memory)"

# The same while evidence is taken in and somebody writes.
form=$(curl -s -b "$jar" "$address$review" | field)
(
    written=0
    : >"$work/unwritten"
    while [[ ! -e $work/stop ]]; do
        code=$(curl -s -o /dev/null -w '%{http_code}' -b "$jar" --data-urlencode "_form=$form" -d "text=comment+$written" "$address$review/comment")
        [[ $code == 303 ]] && written=$((written + 1)) || echo "$code" >>"$work/unwritten"
        echo "$written" >"$work/written"
        sleep 0.2
    done
) &
writer=$!
"$vouch" "${today[@]}" --format json ingest "$work/more" >"$work/more.json" 2>"$work/more.err" &
ingest=$!
printf '\n| 64 connections, beside an ingest of %s records | requests/s | middle ms | p99 ms | over 10 s | failed |\n| --- | ---: | ---: | ---: | ---: | ---: |\n' "$notes"
printf '| accounts | %s |\n' "$(loaded "$portfolio")"
printf '| review | %s |\n' "$(loaded "$review")"
still=$(kill -0 "$ingest" 2>/dev/null && echo 'was still running' || echo 'was through')
wait "$ingest" || true
touch "$work/stop"
wait "$writer"
stored=$(awk '/"totals"/ { within = 1 } within && /"stored"/ { gsub(/[^0-9]/, ""); print; exit }' "$work/more.json")
kept=$(curl -s -H "Cookie: $cookie" "$address$review#comments" | grep -o "<br>comment [0-9]*" | sort -u | wc -l)
printf '\nThe ingest %s when the last figure was taken; it stored %s of %s records. Of %s comments written meanwhile %s stand there; %s were refused. Memory: %s MiB.\n' \
    "$still" "${stored:-?}" "$notes" "$(cat "$work/written")" "$kept" "$(wc -l <"$work/unwritten")" "$(memory)"
