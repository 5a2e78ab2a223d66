"""The settings a new site folder begins with."""

SETTINGS = """\
# nightdesk.toml: all settings of this site. Unknown keys are refused.

[site]
name = "{name}"
url = "{url}"            # the public address, without a slash at its end
language = "en-IN"       # of the interface: en-IN, hi or mr
zone = "Asia/Kolkata"    # times are shown in this zone …
zone_label = "IST"       # … and labelled so
# tagline = ""
# contact = "desk@example.org"   # printed in security.txt
# grievance_officer = "A. Name"          # who answers complaints, for /about/grievance/ …
# grievance_email = "grievance@example.org"   # … and where they go

# [server]
# host = "127.0.0.1"     # listen for this machine only
# port = 8080

# [app]                  # your native apps, for "Open in App"; without them it leads to the installable web app
# ios_app_id = "TEAMID.org.example.app"
# android_package = "org.example.app"
# android_fingerprints = ["AA:BB:…"]

# [[section]]            # without any, the usual ones are there: national, international, business, sport, …
# slug = "sport"
# title = "Sport"
# names = ["Sports", "Cricket"]   # words the wires use for it
# topics = ["15000000"]           # IPTC Media Topics

# [[edition]]            # one city front made of several cities; a city without one has its own front
# slug = "pune"
# title = "Pune"
# cities = ["Pune", "Pimpri-Chinchwad"]
# cut_off = "04:30"      # it has an e-paper of its own, with what came up to then; the keys are those of [epaper]

# [epaper]               # the e-paper of the main edition
# cut_off = "05:00"      # each day, with what came up to then; "" for no e-paper
# title = "Main edition"
# paper = "a3"           # or "tabloid"
# columns = 5            # 4 to 6
# pages = "2-16"         # the fewest and the most
# pdf = true             # readers may have the whole issue as PDF and EPUB

# A wire is one subscription. Look at a sample first: nightdesk wire add DIR SAMPLE
# [[wire]]
# name = "ians"
# transport = "folder"   # files dropped into wires/<name>/; or "http" with url = "…", or "push"
# profile = "ians"       # the agency's dialect; "generic" knows nothing of it
# agency = "IANS"        # the name readers see
# [wire.override]        # fields of the profile that differ at your desk
# licence_days = 30
# unkill = "hold"
"""

WIRE = """
[[wire]]
name = "{name}"
"""
