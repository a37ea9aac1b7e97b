"""Who does what in this office, as its steps name them."""

OFFICE = ("liaison_office.head", "liaison_office.officer")
HEAD = ("liaison_office.head",)
DEPUTY = ("ministry.deputy",)
MINISTRY = ("ministry.deputy", "ministry.expert")
# The file's own member: to whom it was promised, of whom an evaluation speaks.
OWN = ("member",)
ADMINISTRATOR = ("house.administrator",)
