"""Who acts in this office: what every table of steps shares."""

OFFICE = ("liaison_office.head", "liaison_office.officer")
HEAD = ("liaison_office.head",)
DEPUTY = ("ministry.deputy",)
MINISTRY = ("ministry.deputy", "ministry.expert")
# The file's own person: to whom it was promised, of whom an evaluation speaks.
ASKER = ("member",)
ADMINISTRATOR = ("house.administrator",)
