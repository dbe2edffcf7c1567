#compdef tuichat tuichat-server
# Completion of tuichat and tuichat-server for zsh: as _tuichat into a folder of $fpath.

_tuichat() {
  local command= word
  for word in ${words[2,CURRENT-1]}; do
    case $word in
      discover|themes|history|search|export|import|pipe|script|ctl|hash-password) command=$word ;;
    esac
  done
  local -a offered
  case "$service $command" in
    "tuichat discover") offered=(--json --seconds --help) ;;
    "tuichat themes") offered=(--data --help) ;;
    "tuichat pipe") offered=(--ip --port --user --room --filter --history --direct --follow --password-file --fingerprint --allow-plaintext --data --help) ;;
    "tuichat script") offered=(--ip --port --user --room --data --theme --no-discovery --linear --within --set --discovery --help) ;;
    "tuichat history") offered=(search export import --help) ;;
    "tuichat search") offered=(--json --limit --server --data --help) ;;
    "tuichat export") offered=(--format --room --server --force --data --help) ;;
    "tuichat import") offered=(--data --help) ;;
    "tuichat ") offered=(discover themes history pipe script --ip --port --user --room --data --theme --no-discovery --linear --help --version) ;;
    "tuichat-server ctl") offered=(--data --config --help) ;;
    "tuichat-server hash-password") offered=(--help) ;;
    "tuichat-server ") offered=(ctl hash-password --name --bind --port --data --password-file --no-announce --allow-plaintext --config --help --version) ;;
  esac
  case ${words[CURRENT-1]} in
    --data) _path_files -/ ; return ;;
    --password-file|--config) _files ; return ;;
    --format) compadd txt md json html ; return ;;
  esac
  compadd -- $offered
  case $command in script|import|export) _files ;; esac
}

_tuichat "$@"
