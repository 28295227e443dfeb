" Colours of rule files, for where the server's own are not shown.
if exists('b:current_syntax')
  finish
endif

syntax match toulminComment "#.*$" contains=@Spell
syntax match toulminDoc "##.*$" contains=@Spell
syntax region toulminText start=+"+ skip=+\\.+ end=+"+ oneline contains=toulminEscape,toulminNotation,@Spell
syntax match toulminEscape "\\." contained
syntax match toulminNotation "\[\[\|\]\]\|\.\.\.\d*\|[][|()*]" contained
syntax match toulminLink "<[^>]*>"
syntax match toulminRecogniser "@[A-Za-z][-A-Za-z0-9_]*"
syntax match toulminLabel "\v^\s*[A-Za-z][-A-Za-z0-9_]*(\s+[a-z]+)?\s*:"
syntax match toulminItem "\v^(pack|lexicon|cue|rule|toulmin)>"
syntax match toulminClause "\v^\s+(severity|confidence|since|deprecated|replaced-by|formerly|tags|version|languages|requires|uses)>"
syntax match toulminClause "\v^\s+(claim|topic|rebuttal|qualifier|grounds|yields|once|backing|message|help|warrant)>"
syntax match toulminVerdict "\v^\s+(flags|allows|misses|overflags)>"
syntax keyword toulminOperator and or then not within

highlight default link toulminComment Comment
highlight default link toulminDoc SpecialComment
highlight default link toulminText String
highlight default link toulminEscape SpecialChar
highlight default link toulminNotation Special
highlight default link toulminLink Underlined
highlight default link toulminRecogniser Function
highlight default link toulminLabel Label
highlight default link toulminItem Keyword
highlight default link toulminClause Statement
highlight default link toulminVerdict Statement
highlight default link toulminOperator Operator

let b:current_syntax = 'toulmin'
