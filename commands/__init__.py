"""What people can do: the folders here read like `/journey help`.

To add a subcommand:
1. Write its handler in the feature's folder, `def show(request: Request, session: Session)
   -> Reply`: parse, ask storage, render. It returns effects as data and sends nothing.
2. Build what it shows in the folder's views, as pure functions of plain data.
3. Add its `Word(…)`, action, form or type-ahead to the FEATURE table in the folder's
   `__init__.py`. Routing, help, "Did you mean …?" and the manifest read that table.
4. Test it through the front door in tests/, and add a line to CHANGELOG.md.
A new folder also needs its line in commands/index.py.
"""
