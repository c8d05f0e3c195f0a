/// How the page looks, on a screen and in print.
enum ReportStyle {
    /// More rows than this are folded away.
    static let longTable = 40

    /// The style sheet; colours that differ in lightness too, so that print in grey can be read.
    static let sheet = """
        :root{--met:#2f7d4f;--missed:#b3261e;--info:#5b6b7c;--none:#d5d9de;--line:#d0d5da;--ink:#1c2430}
        *{box-sizing:border-box;-webkit-print-color-adjust:exact;print-color-adjust:exact}
        body{font:14px/1.45 system-ui,"Segoe UI",Roboto,"DejaVu Sans",Arial,sans-serif;color:var(--ink);
        margin:0 auto;padding:24px;max-width:960px;background:#fff}
        h1{font-size:24px;margin:0 0 4px}h2{font-size:17px;margin:0 0 4px}h3{font-size:13px;margin:10px 0 2px;
        font-weight:600;color:var(--info)}
        p{margin:0 0 6px}.scope,.population{color:var(--info)}.text{max-width:75ch}
        .balanced{border-left:4px solid var(--met);padding:6px 10px;background:#eef6f0}
        .unbalanced{border-left:4px solid var(--missed);padding:6px 10px;background:#fbeceb;font-weight:600}
        section{margin:28px 0 0;padding-top:14px;border-top:1px solid var(--line)}
        table{border-collapse:collapse;width:100%;font-size:12.5px;margin:4px 0}
        th{text-align:left;font-weight:600;border-bottom:1px solid var(--info);padding:3px 8px 3px 0;
        vertical-align:bottom}
        td{border-bottom:1px solid #e8ebee;padding:3px 8px 3px 0;vertical-align:top}
        th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .balance td:first-child{white-space:nowrap}
        tr.all td{font-weight:600}td.missed{color:var(--missed);font-weight:600}
        a{color:inherit}.note{color:var(--info)}.beside{color:var(--info)}
        .verdict{padding:0 6px;border-radius:3px;color:#fff;background:var(--info);white-space:nowrap;
        font-size:11.5px}
        .verdict.met{background:var(--met)}.verdict.missed{background:var(--missed)}
        .verdict.no-data{background:var(--none);color:var(--ink)}
        details.ids{display:inline-block;margin-right:8px;vertical-align:top}
        details.ids[open]{display:block}details.ids p{font:11px/1.4 ui-monospace,"DejaVu Sans Mono",monospace;
        overflow-wrap:anywhere}
        summary{cursor:pointer;color:var(--info)}
        svg.bars{width:100%;max-width:760px;height:auto;display:block}
        svg text{font-size:10px;fill:var(--info)}
        svg .axis{stroke:var(--info)}svg line.limit{stroke:var(--ink);stroke-dasharray:4 3}
        svg text.limit{fill:var(--ink);paint-order:stroke;stroke:#fff;stroke-width:3px}
        svg .met{fill:var(--met)}svg .missed{fill:var(--missed)}
        svg .information,svg .relieved{fill:var(--info)}
        svg .none{fill:var(--none)}
        .key{color:var(--info);font-size:12px}.box{display:inline-block;width:10px;height:10px;
        background:var(--none)}
        .box.met{background:var(--met)}.box.missed{background:var(--missed)}
        .box.information{background:var(--info)}
        @page{margin:14mm}
        @media print{body{padding:0;max-width:none;font-size:10.5pt}a{text-decoration:none}
        table{font-size:8.5pt}h2,h3,.text,.population,svg.bars{break-after:avoid}tr,svg{break-inside:avoid}
        thead{display:table-header-group}section.standard{break-inside:auto}
        section.glance,section.balance{break-inside:auto}}
        """
}
