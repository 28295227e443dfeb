;;; toulmin.el --- Drafts and rule files with toulmin  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; A mode for rule files, and the server for Eglot and lsp-mode.

;;; Code:

(defgroup toulmin nil "Claims in drafts, and their grounds." :group 'tools)

(defcustom toulmin-command '("toulmin" "lsp")
  "The program and its arguments."
  :type '(repeat string))

(defconst toulmin--clauses
  (regexp-opt '("severity" "confidence" "since" "deprecated" "replaced-by" "formerly" "tags" "version" "languages"
                "requires" "uses" "claim" "topic" "rebuttal" "qualifier" "grounds" "yields" "once" "backing"
                "message" "help" "warrant" "flags" "allows" "misses" "overflags")))

(defvar toulmin-font-lock-keywords
  `(("^\\(pack\\|lexicon\\|cue\\|rule\\|toulmin\\)\\_>[ \t]*\\([A-Za-z][-A-Za-z0-9_]*\\)?"
     (1 font-lock-keyword-face) (2 font-lock-function-name-face nil t))
    (,(concat "^[ \t]+\\(" toulmin--clauses "\\)\\_>") 1 font-lock-builtin-face)
    ("^[ \t]*\\([A-Za-z][-A-Za-z0-9_]*\\(?:[ \t]+[a-z]+\\)?\\)[ \t]*:" 1 font-lock-type-face)
    ("@[A-Za-z][-A-Za-z0-9_]*" . font-lock-constant-face)
    ("\\_<\\(?:and\\|or\\|then\\|not\\|within\\)\\_>" . font-lock-keyword-face)))

(defvar toulmin-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?' "." table)
    table))

;;;###autoload
(define-derived-mode toulmin-mode prog-mode "toulmin"
  "Rule files of toulmin."
  (setq-local comment-start "# "
              comment-start-skip "#+[ \t]*"
              indent-tabs-mode nil
              font-lock-defaults '(toulmin-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.toulmin\\'" . toulmin-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (dolist (mode '(toulmin-mode markdown-mode gfm-mode))
    (add-to-list 'eglot-server-programs (cons mode (lambda (&rest _) toulmin-command)))))

(declare-function lsp-register-client "lsp-mode")
(declare-function make-lsp-client "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")
(defvar lsp-language-id-configuration)
(with-eval-after-load 'lsp-mode
  (add-to-list 'lsp-language-id-configuration '(toulmin-mode . "toulmin"))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection (lambda () toulmin-command))
                    :major-modes '(toulmin-mode markdown-mode gfm-mode)
                    :server-id 'toulmin
                    ;; Beside other servers of the same draft.
                    :add-on? t)))

(provide 'toulmin)
;;; toulmin.el ends here
