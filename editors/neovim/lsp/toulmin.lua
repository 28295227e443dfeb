-- The server of toulmin, as Neovim 0.11 reads it: `vim.lsp.enable('toulmin')`.
return {
  cmd = { 'toulmin', 'lsp' },
  filetypes = { 'markdown', 'mdx', 'quarto', 'rmd', 'text', 'toulmin' },
  root_markers = { 'toulmin.toml', '.git' },
}
