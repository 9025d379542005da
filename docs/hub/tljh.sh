#!/bin/bash
# Sets up a room of 30 on one server: The Littlest JupyterHub on a fresh Ubuntu with 4 cores and 16 GB.
#
#     sudo bash tljh.sh OWNER/NAME hub.example.org teacher you@example.org
#
# OWNER/NAME is the published fork, then come the hub's name on the internet, the teacher's login, and an address for
# the certificate. docs/hub.md explains each setting.
set -euo pipefail
if [ $# -ne 4 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
repository=$1 domain=$2 teacher=$3 mail=$4

apt-get install -y python3 python3-dev git curl
curl -L https://tljh.jupyter.org/bootstrap.py | python3 - --admin "$teacher"

git clone "https://github.com/$repository" /opt/nag
cd /opt/nag
/opt/tljh/user/bin/python -m pip install --require-hashes --only-binary :all: -r requirements/lab.txt -r requirements/build.txt
/opt/tljh/user/bin/python -m pip install --no-deps --no-build-isolation .

tljh-config set user_environment.default_app jupyterlab
tljh-config set auth.FirstUseAuthenticator.create_users true
tljh-config set limits.memory 1G
tljh-config set limits.cpu 1
tljh-config set services.cull.timeout 3600
tljh-config set https.enabled true
tljh-config set https.letsencrypt.email "$mail"
tljh-config add-item https.letsencrypt.domains "$domain"
tljh-config reload
tljh-config reload proxy
