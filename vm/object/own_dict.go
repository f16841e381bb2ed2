package object

// SetOwnDict makes find the place where the attributes of the instances of typ
// (and of its subclasses) are: it returns their dict, Null if there is none and
// create is false, or Null with an exception pending. Only for init functions.
func (typ *Type) SetOwnDict(find func(t *Thread, v Value, create bool) Value) { typ.ownDict = find }
