vim.opt.runtimepath:append(vim.fn.expand('~/src/toulmin/editors/neovim'))
require('toulmin').setup()
