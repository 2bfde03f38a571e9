// For trying and testing the components without a server: python frontend/build.py --gallery
import '../app'
import { drawChart, palette } from '../lib/charts'
import * as format from '../lib/format'
import * as parse from '../lib/parse'
import { ask } from '../lib/dialog'
import { toast } from '../lib/toast'
import { Grid, periodOf, valuesOfMonths, yearColumns, type Edit, type Row } from '../grid'

const asked = new URLSearchParams(location.search)
const TEAMS = Number(asked.get('teams') ?? 50)
const PEOPLE = Number(asked.get('people') ?? 99)
const months = Array.from({ length: 12 }, (_, month) => `${month + 1}月`)
const columns = yearColumns({ year: '2026 年', quarters: ['一季度', '二季度', '三季度', '四季度'], months }, { days: true, open: asked.get('open') !== '0' })

const amounts = (seed: number): number[] => Array.from({ length: 12 }, (_, month) => 1_000_000 * (10 + ((seed * 7 + month * 13) % 90)))
const person = (team: number, who: number): Row => ({
  id: `p${team}-${who}`, parent: `t${team}`, name: `王小${who}`, note: '华东', icon: 'user', children: 0, editable: true, values: valuesOfMonths(amounts(team + who)),
  marks: who === 1 ? { m3: { held: true, title: '张伟锁定，至 3 月 31 日' }, m5: { edited: true, title: '李娜 5 月 2 日改' } } : {},
})
const teams: Row[] = Array.from({ length: TEAMS }, (_, team) => ({
  id: `t${team}`, parent: 'all', name: `销售 ${team + 1} 部`, icon: 'users', children: PEOPLE, editable: true, values: valuesOfMonths(amounts(team).map((one) => one * PEOPLE)),
}))
const top: Row = { id: 'all', parent: null, name: '远景医疗器械', icon: 'building', children: TEAMS, values: valuesOfMonths(amounts(1).map((one) => one * PEOPLE * TEAMS)), quiet: true }
const everybody = teams.flatMap((_, team) => Array.from({ length: PEOPLE }, (_, who) => person(team, who)))
const all = asked.get('all') !== null

const log: unknown[] = []
const change = async (edits: Edit[]): Promise<void> => {
  log.push(edits)
  await new Promise((resolve) => setTimeout(resolve, 60))
  if (edits.some((edit) => edit.amount === 666_00)) throw new Error('refused')
  for (const edit of edits) {
    const row = grid.row(edit.row)!
    const now = months.map((_, month) => row.values[`m${month + 1}`] ?? 0)
    const [first, count] = periodOf(edit.column)
    const before = now.slice(first, first + count).reduce((sum, one) => sum + one, 0)
    for (let month = first; month < first + count; month += 1) now[month] = Math.round((now[month]! / before) * edit.amount)
    grid.update([{ id: edit.row, values: valuesOfMonths(now) }], { flash: true })
  }
}

const grid = new Grid(document.getElementById('grid')!, {
  label: '签约额目标 2026', nameLabel: '部门 / 人员（万元）', columns, rows: all ? [top, ...teams, ...everybody] : [top, ...teams], open: all ? ['all', ...teams.map((team) => team.id)] : ['all'],
  scale: 100, unit: 10_000, decimals: 1, change,
  load: async (id) => Array.from({ length: PEOPLE }, (_, who) => person(Number(id.slice(1)), who)),
  loadColumns: async (key) => ['上旬', '中旬', '下旬'].map((label, at) => ({ key: `${key}-${at}`, label })),
  undo: async () => { log.push('undo') },
  redo: async () => { log.push('redo') },
  inspect: (cell) => { log.push({ inspect: cell }) },
  menu: (cells) => [
    { label: '为什么是这个数', icon: 'circle-question-mark', keys: 'Alt+Enter', run: () => log.push({ why: cells[0] }) },
    { label: '锁定', icon: 'lock', run: () => log.push({ hold: cells }) },
    'line',
    { label: '预览影响', icon: 'eye', run: () => log.push({ preview: cells }) },
  ],
})

document.getElementById('chart')!.addEventListener('click', () => {
  const host = document.getElementById('picture')!
  host.style.height = '220px'
  void drawChart(host, () => ({
    xAxis: { type: 'category', data: months },
    yAxis: { type: 'value' },
    series: [{ type: 'bar', data: amounts(3), itemStyle: { color: palette().accent } }],
  }), { title: '各月目标', table: () => ({ headings: ['月', '目标'], rows: months.map((month, at) => [month, amounts(3)[at]!]) }) })
})

Object.assign(globalThis, { grid, log, format, parse, ask, toast })
