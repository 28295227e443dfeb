" Rule files by their ending.
autocmd BufRead,BufNewFile *.toulmin setfiletype toulmin
