-- What Neovim does with the server, without a screen: `test/run` starts it.
local folder = vim.fn.tempname()
vim.fn.mkdir(folder, 'p')

local function write(name, lines)
  local path = folder .. '/' .. name
  vim.fn.writefile(lines, path)
  return path
end

local function until_(what, why)
  assert(vim.wait(10000, what, 20), why)
end

local function said(buffer)
  return vim.diagnostic.get(buffer)
end

local function client()
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  return get({ name = 'toulmin' })[1]
end

local function ask(method, params)
  local answers, why = vim.lsp.buf_request_sync(0, method, params, 10000)
  assert(answers, why)
  local _, answer = next(answers)
  assert(answer and not answer.err, vim.inspect(answer))
  return answer.result
end

local function position_params()
  return vim.lsp.util.make_position_params(0, 'utf-16')
end

local function test()
  require('toulmin').setup({ cmd = { vim.env.TOULMIN, 'lsp' } })

  -- A draft: what is found is shown where it stands.
  write('toulmin.toml', { 'packs = ["ai-narratives", "evidence"]' })
  vim.cmd('edit ' .. write('plan.md', { '# Plan', '', 'The «é» 🦉: AI could bring about human extinction.' }))
  local draft = vim.api.nvim_get_current_buf()
  until_(function()
    return #said(draft) > 0
  end, 'no diagnostics come')
  local one = said(draft)[1]
  for _, each in ipairs(said(draft)) do
    print(('%d:%d %s %s'):format(each.lnum + 1, each.col + 1, each.code, each.message:match('[^\n]*')))
  end
  assert(#said(draft) == 1 and one.code == 'ai-narratives/extinction-risk' and one.source == 'toulmin')
  local line = vim.api.nvim_buf_get_lines(draft, one.lnum, one.lnum + 1, true)[1]
  assert(line:sub(one.col + 1, one.end_col) == 'AI could bring about human extinction', line:sub(one.col + 1, one.end_col))
  local root = client().config.root_dir
  assert(vim.loop.fs_realpath(root) == vim.loop.fs_realpath(folder), root)

  -- Hover: a window with the page of the rule.
  vim.api.nvim_win_set_cursor(0, { one.lnum + 1, one.col + 2 })
  vim.lsp.buf.hover()
  local page
  until_(function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        page = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
      end
    end
    return page
  end, 'no page is shown')
  assert(page:find('none found', 1, true), page)
  print(('hover: %d letters'):format(#page))

  -- An action: a note to be filled in; filled in, it is a source.
  local params = vim.lsp.util.make_range_params(0, 'utf-16')
  params.context = { diagnostics = { one.user_data and one.user_data.lsp and one.user_data.lsp.diagnostic } }
  local note
  for _, action in ipairs(ask('textDocument/codeAction', params)) do
    print('action: ' .. action.title)
    note = note or (action.edit and action.title:find('note') and action)
  end
  vim.lsp.util.apply_workspace_edit(note.edit, 'utf-16')
  assert(table.concat(vim.api.nvim_buf_get_lines(draft, 0, -1, true), '\n'):find('extinction.[^todo-1]', 1, true))
  vim.cmd([[%s/TODO: source.*/Moss, *On Walls*, Oxford University Press, 2023./]])
  until_(function()
    return #said(draft) == 0
  end, 'what has a source is still told')

  -- Text of others, edited a lot: the server and Neovim keep the same text.
  vim.cmd([[normal! ggOFirst é 🦉.]])
  vim.cmd([[normal! Go]])
  vim.api.nvim_buf_set_lines(draft, -1, -1, true, { '', 'AI will end hunger 🦉, and AI will end all wars.' })
  vim.cmd('undo')
  vim.cmd('redo')
  until_(function()
    return #said(draft) > 0
  end, 'an edit at the end is not told')
  for _, each in ipairs(said(draft)) do
    local lines = vim.api.nvim_buf_line_count(draft)
    assert(each.lnum == lines - 1, vim.inspect(each))
  end

  -- A rule file: its type, a diagnostic, a completion, the one style.
  vim.cmd('edit ' .. write('meals.toulmin', { 'lexicon   meal {', 'en: "school meal(s)"', '}', 'lexicon meal {', 'en: "lunch"', '}' }))
  local rules = vim.api.nvim_get_current_buf()
  assert(vim.bo.filetype == 'toulmin' and vim.bo.commentstring == '# %s')
  assert(vim.b.current_syntax == 'toulmin')
  until_(function()
    return #said(rules) > 0
  end, 'two lexicons of one name are not told')
  for _, each in ipairs(said(rules)) do
    print(('%d:%d %s %s'):format(each.lnum + 1, each.col + 1, tostring(each.code), each.message:match('[^\n]*')))
  end
  vim.api.nvim_buf_set_lines(rules, 3, -1, true, {})
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 10000 })
  else
    vim.lsp.buf.formatting_sync(nil, 10000)
  end
  local formatted = vim.api.nvim_buf_get_lines(rules, 0, -1, true)
  assert(vim.deep_equal(formatted, { 'lexicon meal {', '  en: "school meal(s)"', '}' }), vim.inspect(formatted))
  print('formatted')
  assert(#ask('textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params(rules) }) == 1)
  vim.api.nvim_win_set_cursor(0, { 1, 10 })
  assert(ask('textDocument/hover', position_params()), 'a lexicon has a hover')

  -- The end: the server goes with its editor.
  local all = { client() }
  assert(#all == 1)
  client().stop()
  until_(function()
    return client() == nil
  end, 'the server does not end')
end

local fine, why = xpcall(test, debug.traceback)
vim.fn.delete(folder, 'rf')
if fine then
  print('neovim: fine\n')
  vim.cmd('qall!')
else
  io.stderr:write('\n' .. tostring(why) .. '\n')
  vim.cmd('cquit 1')
end
