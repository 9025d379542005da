#!/bin/bash
# Sets up a room on one server: The Littlest JupyterHub on a fresh Ubuntu. docs/hub.md says how large, and explains each setting.
#
#     sudo bash tljh.sh OWNER/NAME hub.example.org teacher you@example.org 40
#
# OWNER/NAME is the published fork, then come the hub's name on the internet, the teacher's login, an address for the certificate,
# and for how many learners tickets are drawn.
set -euo pipefail
if [ $# -ne 5 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
repository=$1 domain=$2 teacher=$3 mail=$4 learners=$5
version=2.0.0
bootstrap=f97d6db8cb0707c188baf988169bc2bd34e6091c5f1761016d7c4efee9563fa9 # the installer's sha256, of this version

# The teacher's password is set before anybody can reach the hub: nobody becomes administrator by being first.
umask 022               # learners run what is installed
kept=/opt/nag_hub       # what only the administrator reads
install -d -m 700 "$kept"
password=$(head -c 12 /dev/urandom | base64 | tr '+/' 'xy')
export DEBIAN_FRONTEND=noninteractive
apt-get update # a fresh server knows no packages yet
apt-get install -y python3 python3-dev git curl
curl -fsSLo "$kept/bootstrap.py" "https://raw.githubusercontent.com/jupyterhub/the-littlest-jupyterhub/$version/bootstrap/bootstrap.py"
echo "$bootstrap  $kept/bootstrap.py" | sha256sum --check
python3 "$kept/bootstrap.py" --version "$version" --admin "$teacher:$password"

# The series, into the Python that learners' servers run: each package at its pinned version, checked by its hash.
rm -rf /opt/nag # of an earlier run
git clone "https://github.com/$repository" /opt/nag
cd /opt/nag
/opt/tljh/user/bin/python -m pip install --require-hashes --only-binary :all: -r requirements/lab.txt -r requirements/build.txt
/opt/tljh/user/bin/python -m pip install --no-deps --no-build-isolation .

# A ticket is a login name that nobody can guess. Whoever holds it chooses a password at the first login; no other name gets in.
# A second run keeps the tickets of the first: they may be printed already.
umask 077
tljh-config set auth.FirstUseAuthenticator.create_users false
if [ ! -s "$kept/tickets.txt" ]; then
    for ((i = 1; i <= learners; i++)); do
        echo "nag-$(head -c 40 /dev/urandom | base64 | tr -dc 'a-km-z2-9' | head -c 8)"
    done >"$kept/tickets.new"
    sort -u "$kept/tickets.new" >"$kept/tickets.sorted"
    mv "$kept/tickets.sorted" "$kept/tickets.txt"
fi
let_in=$(tljh-config show)
while read -r ticket; do
    case $let_in in *"$ticket"*) ;; *) tljh-config add-item users.allowed "$ticket" ;; esac
done <"$kept/tickets.txt"

# Learners' servers reach the internet, and neither the provider's inner addresses nor those of other machines beside this one.
# The last two are the inner addresses of IPv6, 100.64.0.0/10 those between a provider and its customers.
umask 022
cat >/opt/tljh/config/jupyterhub_config.d/reach.py <<'PYTHON'
c.SystemdSpawner.unit_extra_properties = {"IPAddressDeny": "169.254.0.0/16 10.0.0.0/8 100.64.0.0/10 172.16.0.0/12 192.168.0.0/16 fc00::/7 fe80::/10"}
PYTHON

tljh-config set user_environment.default_app jupyterlab # what a login opens
tljh-config set limits.memory 1G                        # of a learner, at most: the largest notebook takes 520 MB
tljh-config set limits.cpu 1                            # of a learner, in cores: an endless loop leaves the others theirs
tljh-config set services.cull.timeout 3600              # seconds until an idle server ends: longer than a break
tljh-config set https.enabled true                      # nobody's password goes over the Wi-Fi in the clear
tljh-config set https.letsencrypt.email "$mail"         # whoever gives the certificate asks for it
case $let_in in *"- $domain"*) ;; *) tljh-config add-item https.letsencrypt.domains "$domain" ;; esac
tljh-config reload       # the hub starts again, with all of this
tljh-config reload proxy # fetches the certificate
echo "https://$domain is ready. You log in as $teacher with the password $password, once, now. The tickets are in $kept/tickets.txt."
echo "Afterwards collect what you were promised, and delete the server at your provider: docs/hub.md, One server, Afterwards."
