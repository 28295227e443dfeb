;;; test.el --- What Eglot does with the server  -*- lexical-binding: t -*-
;;; Code:

(require 'project)
(require 'eglot)
(require 'toulmin)

(unless (fboundp 'markdown-mode)
  (define-derived-mode markdown-mode text-mode "Markdown"))
(setq toulmin-command (list (getenv "TOULMIN") "lsp")
      eglot-autoshutdown nil
      make-backup-files nil
      ;; Without a screen nothing asks.
      eglot-confirm-server-initiated-edits nil)

(defun wait-for (what why)
  (let ((last (+ (float-time) 10)))
    (while (not (funcall what))
      (when (> (float-time) last) (error "%s" why))
      (accept-process-output nil 0.05))))

(defun begin (folder name text mode)
  "Open file NAME in FOLDER with TEXT and MODE, served."
  (let ((path (expand-file-name name folder)))
    (with-temp-file path (insert text))
    (find-file path)
    (funcall mode)
    (apply #'eglot (eglot--guess-contact))
    (wait-for #'eglot-managed-p "Eglot does not manage it")
    (flymake-start)))

(let ((folder (make-temp-file "toulmin-emacs-" t)))
  (unwind-protect
      (progn
        (begin folder "plan.md" "# Plan\n\nThe «é» 🦉: AI could bring about human extinction.\n" 'markdown-mode)
        (wait-for (lambda () (flymake-diagnostics)) "no diagnostics come")
        (let ((one (car (flymake-diagnostics))))
          (message "%s" (car (split-string (flymake-diagnostic-text one) "\n")))
          (unless (equal (buffer-substring (flymake-diagnostic-beg one) (flymake-diagnostic-end one))
                         "AI could bring about human extinction")
            (error "Underlined: %s"
                   (buffer-substring (flymake-diagnostic-beg one) (flymake-diagnostic-end one)))))
        (goto-char (point-min))
        (search-forward "extinction")
        (let ((hover (jsonrpc-request (eglot-current-server) :textDocument/hover
                                      (eglot--TextDocumentPositionParams))))
          (unless (string-match-p "none found" (format "%s" hover)) (error "Hover: %s" hover)))
        (goto-char (point-max))
        (insert "\n" (make-string 3 ?é) "\n")
        (goto-char (point-min))
        (search-forward "extinction")
        (insert " ([Moss, 2023](https://example.org/moss))")
        (eglot--signal-textDocument/didChange)
        (flymake-start)
        (wait-for (lambda () (null (flymake-diagnostics))) "what has a source is still told")

        (begin folder "meals.toulmin" "lexicon   meal {\nen: \"lunch\"\n}\n" 'toulmin-mode)
        (eglot-format-buffer)
        (unless (equal (buffer-string) "lexicon meal {\n  en: \"lunch\"\n}\n") (error "Formatted: %s" (buffer-string)))
        (eglot-shutdown (eglot-current-server))
        (message "emacs: fine"))
    (dolist (buffer (buffer-list))
      (with-current-buffer buffer (set-buffer-modified-p nil)))
    (delete-directory folder t)))

;;; test.el ends here
