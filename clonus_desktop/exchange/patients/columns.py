"""Which column holds what, by its name in English, German, Spanish or French."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from clonus_desktop.domain.patient import search_key


class Column(StrEnum):
    """What a column can hold: a field of Patient, by its name."""

    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    TITLE = "title"
    PREFERRED_NAME = "preferred_name"
    BORN_ON = "born_on"
    SEX = "sex"
    NUMBER = "number"
    ALERT = "alert"
    KNOWN_CONDITIONS = "known_conditions"


# Folded, without spaces. What stands first fits better: a column "Name" is only the family name
# where nothing says so more clearly.
_NAMES: Mapping[Column, tuple[str, ...]] = {
    Column.FAMILY_NAME: (
        *("familyname", "surname", "lastname", "nachname", "familienname", "zuname"),
        *("apellidos", "apellido", "apellidosdelpaciente", "nomdefamille", "nomusuel"),
        *("patientlastname", "patientsurname", "lname", "nomdenaissance", "nom", "name"),
    ),
    Column.GIVEN_NAME: (
        *("givenname", "givennames", "firstname", "forename", "forenames", "firstnames"),
        *("vorname", "vornamen", "rufname", "nombre", "nombres", "nombredepila"),
        *("prenom", "prenoms", "patientfirstname", "patientforename", "fname"),
    ),
    Column.TITLE: (
        *("title", "salutation", "nameprefix", "prefix", "titel", "akademischertitel", "anrede"),
        *("titulo", "tratamiento", "titre", "civilite"),
    ),
    Column.PREFERRED_NAME: (
        *("preferredname", "knownas", "nickname", "callname", "prefers", "bevorzugtername"),
        *("spitzname", "nombrepreferido", "apodo", "nomprefere", "prenomusuel", "surnom"),
    ),
    Column.BORN_ON: (
        *("dateofbirth", "birthdate", "dob", "birthday", "born", "bornon", "patientdob"),
        *("geburtsdatum", "geburtstag", "gebdatum", "geboren", "geborenam", "gebdat", "geb"),
        *("fechadenacimiento", "fechanacimiento", "fnacimiento", "fnac", "fechanac", "nacimiento"),
        *("datedenaissance", "datenaissance", "naissance", "neele", "nele", "ddn"),
    ),
    Column.SEX: (
        *("sex", "gender", "sexatbirth", "administrativesex", "administrativegender"),
        *("geschlecht", "sexo", "genero", "sexe", "genre"),
    ),
    Column.NUMBER: (
        *("recordno", "recordnumber", "nhsnumber", "nhsno", "nhs", "medicalrecordnumber", "mrn"),
        *("hospitalnumber", "hospitalno", "patientnumber", "patientno", "patientid", "caseno"),
        *("patientennummer", "patientennr", "patnr", "patientenid", "fallnummer", "fallnr"),
        *("aktenzeichen", "aktennummer", "versichertennummer", "krankenversichertennummer"),
        *("numerodehistoria", "numerodehistoriaclinica", "nhc", "historiaclinica", "nhistoria"),
        *("nohistoria", "nohistoriaclinica", "nodehistoria"),
        *("numerodepaciente", "npaciente", "idpaciente", "expediente", "cip", "numero"),
        *("numerodedossier", "nodossier", "ndossier", "numerodossier", "numeropatient", "ipp"),
        *("nopatient", "npatient", "idpatient", "ins", "nss", "nummer", "number", "nr", "no", "id"),
    ),
    Column.ALERT: (
        *("alert", "alerts", "warning", "allergies", "allergy", "warnhinweis", "warnung", "cave"),
        *("hinweis", "allergien", "alerta", "alertas", "aviso", "alergias", "alergia"),
        *("alerte", "alertes", "avertissement"),
    ),
    Column.KNOWN_CONDITIONS: (
        *("knownconditions", "conditions", "diagnoses", "diagnosis", "problems", "history"),
        *("vorerkrankungen", "bekannteerkrankungen", "diagnosen", "diagnose", "dauerdiagnosen"),
        *("antecedentes", "diagnosticos", "diagnostico", "enfermedades", "patologias"),
        *("antecedents", "diagnostics", "diagnostic", "pathologies", "maladiesconnues"),
    ),
}


def folded(name: str) -> str:
    """A heading as it is compared: letters and digits, without accents and case."""
    return search_key(name).replace(" ", "")


def guess(heading: Sequence[str]) -> dict[Column, int]:
    """For each field the column whose name fits best, by its index; without those not found."""
    names = [folded(name) for name in heading]
    found: dict[Column, int] = {}
    taken: set[int] = set()
    for column, known in _NAMES.items():
        for name in known:
            if name in names and names.index(name) not in taken:
                found[column] = names.index(name)
                taken.add(found[column])
                break
    return found
