(add-to-list 'load-path (expand-file-name "~/src/toulmin/editors/emacs"))
(require 'toulmin)
(add-hook 'markdown-mode-hook #'eglot-ensure)
(add-hook 'toulmin-mode-hook #'eglot-ensure)
