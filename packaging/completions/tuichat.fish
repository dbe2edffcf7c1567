# Completion of tuichat and tuichat-server for fish: into ~/.config/fish/completions/tuichat.fish, with a link tuichat-server.fish to it.

# tuichat discover
complete -c tuichat -n '__fish_seen_subcommand_from discover' -l json -d 'Print a JSON array'
complete -c tuichat -n '__fish_seen_subcommand_from discover' -l seconds -x -d 'How long to look'
complete -c tuichat -n '__fish_seen_subcommand_from discover' -l help -d 'Show help'

# tuichat themes
complete -c tuichat -n '__fish_seen_subcommand_from themes' -l data -r -d 'The data folder'
complete -c tuichat -n '__fish_seen_subcommand_from themes' -l help -d 'Show help'

# tuichat pipe
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l ip -x -d 'The server\'s host'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l port -x -d 'The port'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l user -x -d 'Your nickname'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l room -x -d 'The room'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l filter -x -d 'Only these kinds of events'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l history -x -d 'Begin with the last N events'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l direct -d 'Hear who speaks to you alone'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l follow -d 'Go on after the end of the input'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l password-file -r -d 'Its first line is the password'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l fingerprint -x -d 'The key that the server must have'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l allow-plaintext -d 'Also without encryption'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l data -r -d 'The data folder'
complete -c tuichat -n '__fish_seen_subcommand_from pipe' -l help -d 'Show help'

# tuichat script
complete -c tuichat -n '__fish_seen_subcommand_from script' -l ip -x -d 'The server\'s host'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l port -x -d 'The port'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l user -x -d 'Your nickname'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l room -x -d 'The room'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l data -r -d 'The data folder'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l theme -x -d 'The theme'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l no-discovery -d 'Do not look for servers'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l linear -d 'No full screen'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l within -x -d 'How long an expectation may take'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l set -x -d 'A variable'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l discovery -d 'Look for servers'
complete -c tuichat -n '__fish_seen_subcommand_from script' -l help -d 'Show help'

# tuichat history
complete -c tuichat -n '__fish_seen_subcommand_from history' -f -a search
complete -c tuichat -n '__fish_seen_subcommand_from history' -f -a export
complete -c tuichat -n '__fish_seen_subcommand_from history' -f -a import
complete -c tuichat -n '__fish_seen_subcommand_from history' -l help -d 'Show help'

# tuichat search
complete -c tuichat -n '__fish_seen_subcommand_from search' -l json -d 'Print a JSON array'
complete -c tuichat -n '__fish_seen_subcommand_from search' -l limit -x -d 'How many hits'
complete -c tuichat -n '__fish_seen_subcommand_from search' -l server -x -d 'Only servers with this in their name'
complete -c tuichat -n '__fish_seen_subcommand_from search' -l data -r -d 'The data folder'
complete -c tuichat -n '__fish_seen_subcommand_from search' -l help -d 'Show help'

# tuichat export
complete -c tuichat -n '__fish_seen_subcommand_from export' -l format -x -a 'txt md json html' -d 'txt, md, json or html'
complete -c tuichat -n '__fish_seen_subcommand_from export' -l room -x -d 'The room'
complete -c tuichat -n '__fish_seen_subcommand_from export' -l server -x -d 'Only servers with this in their name'
complete -c tuichat -n '__fish_seen_subcommand_from export' -l force -d 'Replace the file'
complete -c tuichat -n '__fish_seen_subcommand_from export' -l data -r -d 'The data folder'
complete -c tuichat -n '__fish_seen_subcommand_from export' -l help -d 'Show help'

# tuichat import
complete -c tuichat -n '__fish_seen_subcommand_from import' -l data -r -d 'The data folder'
complete -c tuichat -n '__fish_seen_subcommand_from import' -l help -d 'Show help'

# tuichat
complete -c tuichat -n '__fish_use_subcommand' -f -a discover
complete -c tuichat -n '__fish_use_subcommand' -f -a themes
complete -c tuichat -n '__fish_use_subcommand' -f -a history
complete -c tuichat -n '__fish_use_subcommand' -f -a pipe
complete -c tuichat -n '__fish_use_subcommand' -f -a script
complete -c tuichat -n '__fish_use_subcommand' -l ip -x -d 'The server\'s host'
complete -c tuichat -n '__fish_use_subcommand' -l port -x -d 'The port'
complete -c tuichat -n '__fish_use_subcommand' -l user -x -d 'Your nickname'
complete -c tuichat -n '__fish_use_subcommand' -l room -x -d 'The room'
complete -c tuichat -n '__fish_use_subcommand' -l data -r -d 'The data folder'
complete -c tuichat -n '__fish_use_subcommand' -l theme -x -d 'The theme'
complete -c tuichat -n '__fish_use_subcommand' -l no-discovery -d 'Do not look for servers'
complete -c tuichat -n '__fish_use_subcommand' -l linear -d 'No full screen'
complete -c tuichat -n '__fish_use_subcommand' -l help -d 'Show help'
complete -c tuichat -n '__fish_use_subcommand' -l version -d 'Show the version'

# tuichat-server ctl
complete -c tuichat-server -n '__fish_seen_subcommand_from ctl' -l data -r -d 'The data folder'
complete -c tuichat-server -n '__fish_seen_subcommand_from ctl' -l config -r -d 'The configuration file'
complete -c tuichat-server -n '__fish_seen_subcommand_from ctl' -l help -d 'Show help'

# tuichat-server hash-password
complete -c tuichat-server -n '__fish_seen_subcommand_from hash-password' -l help -d 'Show help'

# tuichat-server
complete -c tuichat-server -n '__fish_use_subcommand' -f -a ctl
complete -c tuichat-server -n '__fish_use_subcommand' -f -a hash-password
complete -c tuichat-server -n '__fish_use_subcommand' -l name -x -d 'The server\'s name'
complete -c tuichat-server -n '__fish_use_subcommand' -l bind -x -d 'The address to listen on'
complete -c tuichat-server -n '__fish_use_subcommand' -l port -x -d 'The port'
complete -c tuichat-server -n '__fish_use_subcommand' -l data -r -d 'The data folder'
complete -c tuichat-server -n '__fish_use_subcommand' -l password-file -r -d 'Its first line is the password'
complete -c tuichat-server -n '__fish_use_subcommand' -l no-announce -d 'Do not announce the server'
complete -c tuichat-server -n '__fish_use_subcommand' -l allow-plaintext -d 'Also without encryption'
complete -c tuichat-server -n '__fish_use_subcommand' -l config -r -d 'The configuration file'
complete -c tuichat-server -n '__fish_use_subcommand' -l help -d 'Show help'
complete -c tuichat-server -n '__fish_use_subcommand' -l version -d 'Show the version'
