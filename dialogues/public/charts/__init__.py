"""Charts that the server draws: where each mark stands, what it says, and where it leads.

They draw what they are given and read nothing. Places on an axis are in percent, sizes in pixels, so that letters keep
their size on every screen. Shape and line carry meaning, never colour alone; every mark is a link, and the same facts
stand beside the chart as a table or a list.
"""
