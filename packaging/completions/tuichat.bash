# Completion of tuichat and tuichat-server for bash: into /usr/share/bash-completion/completions/, or source it.

_tuichat_words() {
  case "$1 $2" in
    "tuichat discover") echo "--json --seconds --help" ;;
    "tuichat themes") echo "--data --help" ;;
    "tuichat pipe") echo "--ip --port --user --room --filter --history --direct --follow --password-file --fingerprint --allow-plaintext --data --help" ;;
    "tuichat script") echo "--ip --port --user --room --data --theme --no-discovery --linear --within --set --discovery --help" ;;
    "tuichat history") echo "search export import --help" ;;
    "tuichat search") echo "--json --limit --server --data --help" ;;
    "tuichat export") echo "--format --room --server --force --data --help" ;;
    "tuichat import") echo "--data --help" ;;
    "tuichat ") echo "discover themes history pipe script --ip --port --user --room --data --theme --no-discovery --linear --help --version" ;;
    "tuichat-server ctl") echo "--data --config --help" ;;
    "tuichat-server hash-password") echo "--help" ;;
    "tuichat-server ") echo "ctl hash-password --name --bind --port --data --password-file --no-announce --allow-plaintext --config --help --version" ;;
  esac
}

_tuichat() {
  local program=${COMP_WORDS[0]##*/} current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command= word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      discover | themes | history | search | export | import | pipe | script | ctl | hash-password) command=$word ;;
    esac
  done
  COMPREPLY=()
  case $previous in
    --data) mapfile -t COMPREPLY < <(compgen -d -- "$current") && return ;;
    --password-file | --config) mapfile -t COMPREPLY < <(compgen -f -- "$current") && return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "txt md json html" -- "$current") && return ;;
    --theme) mapfile -t COMPREPLY < <(compgen -W "$(tuichat themes 2>/dev/null | awk '{print $1}')" -- "$current") && return ;;
    --filter) mapfile -t COMPREPLY < <(compgen -W "pipe online offline room msg edited deleted reaction topic notice unknown joined left person renamed access removed invited direct-room gone you gap mention from:" -- "$current") && return ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$(_tuichat_words "$program" "$command")" -- "$current")
  case $command in script | import | export) [[ $current == -* ]] || mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current") ;; esac
}

complete -F _tuichat tuichat tuichat-server
