# SPDX-License-Identifier: Apache-2.0
# Completion of the raven command for bash. tools/check_options.py holds it to the options that the command has.
_raven() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]:-} options=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "read annotate code explain ingest export query actors places eval version help --help --version" -- "$word"))
    return
  fi
  case "$command" in
    read)    options="--format --input-format --site-memory --threads --limit-bytes --knowledge --quiet --help" ;;
    annotate) options="--format --input-format --site-memory --threads --limit-bytes --knowledge --actors --quiet --help" ;;
    code)    options="--format --only --header --input-format --site-memory --threads --limit-bytes --knowledge --actors --quiet --help" ;;
    explain) options="--html --color --input-format --site-memory --threads --limit-bytes --knowledge --actors --quiet --help" ;;
    ingest)  options="--store --input-format --site-memory --threads --limit-bytes --knowledge --quiet --help" ;;
    export)  options="--store --format --only --header --output --quiet --help" ;;
    query)   options="--store --format --help" ;;
    actors)  options="--date --format --knowledge --help"
             if [ "$COMP_CWORD" -eq 2 ]; then COMPREPLY=($(compgen -W "lookup" -- "$word")); return; fi ;;
    places)  options="--format --knowledge --help"
             if [ "$COMP_CWORD" -eq 2 ]; then COMPREPLY=($(compgen -W "lookup" -- "$word")); return; fi ;;
    eval)
      options="--format --misses --knowledge --help"
      if [ "$COMP_CWORD" -eq 2 ]; then
        COMPREPLY=($(compgen -W "conllu names resolve pairs events" -- "$word"))
        return
      fi ;;
    version) options="--help" ;;
    help)    options="--help"
             COMPREPLY=($(compgen -W "read annotate code explain ingest export query actors places eval version help" -- "$word"))
             return ;;
    *)       return ;;
  esac
  case "$before" in
    --format|-f)
      case "$command" in
        read)   COMPREPLY=($(compgen -W "json text" -- "$word")) ;;
        annotate) COMPREPLY=($(compgen -W "json conllu html" -- "$word")) ;;
        code)   COMPREPLY=($(compgen -W "jsonl csv gdelt2" -- "$word")) ;;
        actors|places) COMPREPLY=($(compgen -W "jsonl table" -- "$word")) ;;
        eval)   COMPREPLY=($(compgen -W "table jsonl" -- "$word")) ;;
        export) COMPREPLY=($(compgen -W "jsonl csv gdelt2 articles" -- "$word")) ;;
        query)  COMPREPLY=($(compgen -W "table jsonl csv tsv" -- "$word")) ;;
      esac
      return ;;
    --only)         COMPREPLY=($(compgen -W "asserted denied planned conditional alleged background" -- "$word")); return ;;
    --color)        COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    --input-format)
      [ "$command" = code ] && { COMPREPLY=($(compgen -W "auto html text jsonl warc feed conllu pairs" -- "$word")); return; }
      COMPREPLY=($(compgen -W "auto html text jsonl warc feed conllu" -- "$word")); return ;;
    --site-memory)  COMPREPLY=($(compgen -W "rolling two-pass none" -- "$word")); return ;;
    --threads|--limit-bytes|--date) return ;;
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
    *)  COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _raven raven
