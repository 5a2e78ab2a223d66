"""Words beside a name that tell what it names: the titles of people, and what bodies are called."""

TITLES = frozenset(
    """actor actress admiral ambassador archbishop attorney bishop brigadier capt captain cardinal chairman chairwoman
    chancellor chief coach col colonel commissioner comrade congressman congresswoman constable coroner councillor
    councilman councilwoman cpl defendant deputy detective director doctor dr editor emir emperor ex former gen general
    goalkeeper gov governor hon inspector judge justice king lady lawyer lieutenant lord lt maj major manager master
    mayor minister miss mr mrs ms officer ombudsman pm pope premier president prince princess principal prof professor
    queen rabbi rep rev reverend saint secretary sen senator sergeant sgt sheikh shri sir singer smt speaker spokesman
    spokesperson spokeswoman st striker sultan superintendent supt suspect swami vice""".split()
)
"""What may stand before a person's name and is no part of it."""

BODIES = frozenset(
    """academy agency airlines airport airways alliance army assembly association authority bank board bureau cathedral
    centre center church city club college commission committee company congress corp corporation council county court
    department division federation fire force forces foundation front fund government group guard hall high hospital
    house inc institute international league ltd ministry mission motors museum navy network news office organisation
    organization parliament park party plc police post preservation press republic river school senate service
    services society state states station store street sun systems team times tribunal trust union united
    university world""".split()
)
"""What ends, or is, the name of something that is no person."""
