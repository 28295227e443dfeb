-- Starts the server for drafts and rule files: `require('toulmin').setup()`, in any Neovim from 0.7 on.
local M = {}

--- What `lsp/toulmin.lua` says, with the reader's own changes.
local function config(changes)
  local file = vim.api.nvim_get_runtime_file('lsp/toulmin.lua', false)[1]
  return vim.tbl_deep_extend('force', dofile(file), changes or {})
end

--- The folder above a file that holds one of the marks; its own, where none does.
local function root(marks, path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  for _, mark in ipairs(marks) do
    local found = vim.fn.findfile(mark, folder .. ';')
    if found == '' then
      found = vim.fn.finddir(mark, folder .. ';')
    end
    if found ~= '' then
      return vim.fn.fnamemodify(found, ':p'):gsub('/$', ''):match('(.+)/')
    end
  end
  return folder
end

--- Starts a server for a root once, and attaches a buffer to it; 0.7 has no function for that.
local clients = {}
local function start(server, buffer)
  if vim.lsp.start then
    vim.lsp.start(server, { bufnr = buffer })
    return
  end
  local id = clients[server.root_dir]
  if not id or vim.lsp.client_is_stopped(id) then
    id = vim.lsp.start_client(server)
    clients[server.root_dir] = id
  end
  vim.lsp.buf_attach_client(buffer, id)
end

--- @param changes table|nil what `lsp/toulmin.lua` says otherwise, such as `{ cmd = { '/opt/toulmin', 'lsp' } }`
function M.setup(changes)
  local said = config(changes)
  if vim.lsp.config and vim.lsp.enable then
    vim.lsp.config('toulmin', changes or {})
    vim.lsp.enable('toulmin')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('toulmin', {}),
    pattern = said.filetypes,
    callback = function(event)
      local path = vim.api.nvim_buf_get_name(event.buf)
      if vim.bo[event.buf].buftype ~= '' or path == '' then
        return
      end
      if vim.fn.executable(said.cmd[1]) == 0 then
        local next_step = 'put it on the PATH, or name it: require("toulmin").setup({ cmd = { "…", "lsp" } })'
        vim.notify_once(('`%s` is not found; %s'):format(said.cmd[1], next_step), vim.log.levels.WARN)
        return
      end
      local folder = root(said.root_markers, path)
      local server = vim.tbl_extend('force', said, { name = 'toulmin', root_dir = folder })
      server.workspace_folders = { { uri = vim.uri_from_fname(folder), name = folder } }
      start(server, event.buf)
    end,
  })
end

return M
